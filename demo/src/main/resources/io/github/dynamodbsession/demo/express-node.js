'use strict'

// The demo's page and API on Express, with a session store of npm on the table that the Java nodes use. Reads its settings
// from the first line of standard input, prints its port when it is ready, and ends when standard input does.

const fs = require('fs')
const http = require('http')
const path = require('path')
const readline = require('readline')

process.env.AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE = '1'
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
process.env.NODE_ENV = 'production'

const express = require('express5')
const session = require('express-session')

const BODY_LIMIT = 5 * 1024 * 1024
const TYPES = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml' }

/** What a session of Express has beside its attributes. */
const OWN = ['cookie', 'lastModified']

// ---- the store of each layout, on a table that is there; the Java nodes reap

const STORES = {
  'connect-dynamodb-session': settings => new Promise((resolve, reject) => {
    const DynamoStore = require('connect-dynamodb-session')(session)
    const store = new DynamoStore({
      region: process.env.AWS_REGION,
      endpoint: settings.endpoint,
      tableName: settings.table,
      ttl: settings.ttl,
      touchAfter: settings.touchAfter,
      cleanupInterval: 0,
      log: () => setImmediate(() => resolve(store)),
      err: (message, error) => reject(error)
    })
  }),

  'connect-dynamodb': async settings => {
    const { DynamoDBClient } = require('@aws-sdk/client-dynamodb')
    const DynamoDBStore = require('connect-dynamodb')(session)
    const store = new DynamoDBStore({
      table: settings.table,
      client: new DynamoDBClient({ endpoint: settings.endpoint }),
      hashKey: settings.keyAttribute,
      ...(settings.keyPrefix === undefined ? {} : { prefix: settings.keyPrefix })
    })
    await store.initialize()
    return store
  }
}

// ---- who may call

const hosts = port => ['localhost', '127.0.0.1', '[::1]'].map(name => `${name}:${port}`)

/** As the Java nodes: only by a local name, and only from the pages of the demo's nodes. */
function guard (settings, ownPort) {
  const origins = [...settings.ports, ownPort()].flatMap(port => ['localhost', '127.0.0.1'].map(name => `http://${name}:${port}`))
  const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' " +
    origins.join(' ') + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
  return (request, response, next) => {
    const origin = request.get('Origin')
    response.vary('Origin')
    response.set({ 'Content-Security-Policy': policy, 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer' })
    if (!hosts(ownPort()).includes((request.get('Host') ?? '').toLowerCase())) {
      response.status(421).json({ error: 'this server is only available from its own machine' })
    } else if (origin !== undefined && !origins.includes(origin)) {
      response.status(403).json({ error: 'pages of other origins have no access' })
    } else if (origin !== undefined) {
      response.set({ 'Access-Control-Allow-Origin': origin, 'Access-Control-Allow-Credentials': 'true' })
      if (request.method === 'OPTIONS') {
        response.set({
          'Access-Control-Allow-Methods': 'GET, PUT, POST, DELETE',
          'Access-Control-Allow-Headers': 'Content-Type'
        }).status(204).end()
      } else {
        next()
      }
    } else {
      next()
    }
  }
}

// ---- the page

function page (folder) {
  const routes = express.Router()
  for (const file of ['index.html', 'style.css', 'app.js', 'favicon.svg']) {
    const content = fs.readFileSync(path.join(folder, file))
    routes.get(file === 'index.html' ? '/' : `/${file}`, (request, response) => {
      response.set('Cache-Control', 'no-cache').type(`${TYPES[path.extname(file)]};charset=UTF-8`).send(content)
    })
  }
  return routes
}

// ---- the API

/** Undefined: it is no percent-encoded UTF-8. */
function decoded (text) {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** Undefined: it is none. */
function valueOf (json) {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function api (settings, ownPort, isNew) {
  const routes = express.Router()
  routes.use(express.text({ limit: BODY_LIMIT, type: () => true }))
  routes.use((request, response, next) => {
    response.set('Cache-Control', 'no-store')
    next()
  })

  const attributes = ({ session }) =>
    Object.fromEntries(Object.entries(session).filter(([name, value]) => !OWN.includes(name) && value !== null))
  const none = response => response.status(404).json({ error: 'there is no session' })
  const show = (request, response) => {
    request.session.touch()
    response.json({
      id: request.sessionID,
      node: String(ownPort()),
      attributes: attributes(request),
      expiresAt: request.session.cookie.expires ?? null
    })
  }

  const remove = (name, request, response) => {
    if (isNew(request)) {
      return none(response)
    }
    delete request.session[name]
    show(request, response)
  }

  routes.get('/session', (request, response) => isNew(request) ? none(response) : show(request, response))
  routes.delete('/session', (request, response, next) => {
    request.session.destroy(error => error ? next(error) : response.clearCookie(settings.cookieName).status(204).end())
  })

  /** Its name is the rest of the path: any text, even none. */
  routes.use('/session/attributes', (request, response) => {
    const name = decoded(request.path.slice(1))
    if (name === undefined) {
      response.status(400).json({ error: "the attribute's name must be percent-encoded UTF-8" })
    } else if (request.method !== 'PUT' && request.method !== 'DELETE') {
      response.set('Allow', 'PUT, DELETE').status(405).json({ error: 'method not allowed; use PUT, DELETE' })
    } else if (OWN.includes(name) || (name in request.session && !Object.hasOwn(request.session, name))) {
      response.status(400).json({ error: `'${name}' is a name that Express uses itself` })
    } else if (request.method === 'DELETE') {
      remove(name, request, response)
    } else {
      const value = valueOf(request.body)
      if (value === undefined) {
        response.status(400).json({ error: 'the body must be one JSON value' })
      } else if (value === null) {
        remove(name, request, response)
      } else {
        request.session[name] = value
        show(request, response)
      }
    }
  })

  routes.post('/login', (request, response, next) => {
    const user = request.query.user
    if (typeof user !== 'string' || user.trim() === '') {
      return response.status(400).json({ error: 'user must be given, as in /api/login?user=NAME' })
    }
    const kept = attributes(request)
    request.session.regenerate(error => {
      if (error) {
        return next(error)
      }
      Object.assign(request.session, kept, { user })
      show(request, response)
    })
  })
  routes.use((request, response) => response.status(404).json({ error: 'not found: ' + request.originalUrl }))
  return routes
}

async function serve (settings) {
  const store = await STORES[settings.layout](settings)
  const server = http.createServer()
  const ownPort = () => server.address().port
  const begun = new WeakSet()
  const app = express()
  app.disable('x-powered-by')
  app.use((request, response, next) => guard(settings, ownPort)(request, response, next))
  app.use(page(settings.page))
  app.get('/api/ping', (request, response) => response.json({
    node: String(ownPort()),
    storage: settings.storage,
    layout: settings.layout,
    codec: 'express-session',
    table: settings.table,
    ports: settings.ports,
    express: ownPort()
  }))
  app.use(session({
    store,
    name: settings.cookieName,
    secret: settings.cookieSecrets,
    resave: false,
    saveUninitialized: false,
    cookie: { maxAge: settings.ttl, sameSite: 'lax' }
  }))
  const generate = store.generate
  store.generate = request => {
    generate.call(store, request)
    begun.add(request.session)
  }
  app.use('/api', api(settings, ownPort, request => begun.has(request.session)))
  app.use((request, response) => response.status(404).json({ error: 'not found; the page is at /' }))
  app.use((error, request, response, next) => {
    if (response.headersSent) {
      return next(error)
    }
    const status = error.status ?? 500
    response.status(status).json({ error: status < 500 ? error.message : 'the session store failed: ' + error.message })
  })
  server.on('request', app)
  server.listen(0, '127.0.0.1', () => {
    // Some clients try this address of "localhost" only; it may not be there.
    http.createServer(app).on('error', () => {}).listen(ownPort(), '::1')
    console.log(ownPort())
  })
}

const lines = readline.createInterface({ input: process.stdin })
lines.once('line', line => serve(JSON.parse(line)).catch(error => {
  console.error('The Express node does not start:', error.message)
  process.exit(1)
}))
lines.on('close', () => process.exit())
