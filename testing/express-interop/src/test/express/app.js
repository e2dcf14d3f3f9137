'use strict'

// node app.js EXPRESS STORE ENDPOINT TABLE OPTIONS serves an application of Express, with a session store on a table, and
// prints the port. EXPRESS is the name of the package. OPTIONS is JSON: cookie, of express-session, and store, the store's
// own. It ends when its standard input does.

const [expressName, storeName, endpoint, table, optionsJson] = process.argv.slice(2)
const options = JSON.parse(optionsJson)

process.env.AWS_ACCESS_KEY_ID = 'any'
process.env.AWS_SECRET_ACCESS_KEY = 'any'
process.env.AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE = '1'
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'

const express = require(expressName)
const session = require('express-session')
const REGION = 'us-east-1'

// The time of the test; what runs on timers, such as connections, goes by the real one.
const RealDate = Date
let fixed = null
globalThis.Date = class extends RealDate {
  constructor (...parameters) {
    super(...(parameters.length === 0 ? [Date.now()] : parameters))
  }

  static now () {
    return fixed ?? RealDate.now()
  }
}

function connectDynamodbSession () {
  const DynamoStore = require('connect-dynamodb-session')(session)
  return new Promise((resolve, reject) => {
    const store = new DynamoStore({
      region: REGION,
      endpoint,
      tableName: table,
      cleanupInterval: 0,
      log: () => setImmediate(() => resolve(store)),
      err: (message, error) => { console.error(message); reject(error) },
      ...options.store
    })
  })
}

async function connectDynamodb () {
  const { DynamoDBClient } = require('@aws-sdk/client-dynamodb')
  const DynamoDBStore = require('connect-dynamodb')(session)
  const store = new DynamoDBStore({
    table,
    client: new DynamoDBClient({ endpoint, region: REGION }),
    ...options.store
  })
  await store.initialize()
  return store
}

function dynamodbStore () {
  const DynamoDBStore = require('dynamodb-store')
  const { table: names, ...others } = options.store ?? {}
  return new Promise((resolve, reject) => {
    const store = new DynamoDBStore({
      table: { name: table, ...names },
      dynamoConfig: { endpoint, region: REGION },
      touchInterval: 10_000,
      ...others
    }, (error) => error ? reject(error) : setImmediate(() => resolve(store)))
  })
}

const STORES = {
  'connect-dynamodb': connectDynamodb,
  'connect-dynamodb-session': connectDynamodbSession,
  'dynamodb-store': dynamodbStore
}

/** The operations of the store itself, on a session that is given or loaded. */
function storeRoutes (store) {
  const routes = express.Router()
  const call = (operation, ...parameters) => new Promise((resolve, reject) => {
    store[operation](...parameters, (error, result) => error ? reject(error) : resolve(result ?? null))
  })
  const answering = (action) => (request, response) => {
    action(request.query.id, request.body).then(
      (result) => response.json(result ?? null),
      (error) => response.status(500).json({ error: String(error) }))
  }
  routes.post('/get', answering((id) => call('get', id)))
  routes.post('/set', answering(async (id, fields) => {
    const request = { sessionStore: store, sessionID: id, wanted: id }
    store.generate(request)
    Object.assign(request.session, fields)
    await call('set', id, request.session)
  }))
  routes.post('/touch', answering(async (id) => {
    const loaded = await call('load', id)
    if (loaded) {
      loaded.touch()
      await call('touch', id, loaded)
    }
  }))
  routes.post('/destroy', answering((id) => call('destroy', id)))
  return routes
}

/** What keeps fields of its own in a session: Passport, connect-flash and csurf. */
function middleware () {
  const passport = require('passport')
  passport.serializeUser((user, done) => done(null, user.name))
  passport.deserializeUser((name, done) => done(null, { name }))
  const routes = express.Router()
  routes.use(passport.session(), require('connect-flash')())
  routes.post('/login', (request, response, next) => {
    request.login({ name: 'ann' }, (error) => {
      if (error) {
        return next(error)
      }
      request.flash('info', 'Welcome')
      response.json({})
    })
  })
  routes.use(require('csurf')())
  const show = (request, response) => response.json({
    user: request.user?.name,
    messages: request.flash('info'),
    token: request.csrfToken()
  })
  routes.get('/page', show)
  routes.post('/page', show)
  return routes
}

async function serve () {
  const store = await STORES[storeName]()
  const app = express()
  app.use(express.json({ strict: false, limit: '1mb' }))
  app.post('/clock', (request, response) => {
    fixed = request.body.now
    response.json(null)
  })
  app.use('/store', storeRoutes(store))
  app.use(session({
    store,
    secret: options.secrets,
    resave: false,
    saveUninitialized: false,
    genid: (request) => request.wanted ?? require('crypto').randomBytes(24).toString('base64url'),
    cookie: options.cookie
  }))
  const show = (request) => ({ id: request.sessionID, session: request.session })
  app.get('/session', (request, response) => response.json(show(request)))
  app.post('/set', (request, response) => {
    Object.assign(request.session, request.body)
    response.json(show(request))
  })
  app.post('/remove', (request, response) => {
    request.body.forEach((name) => delete request.session[name])
    response.json(show(request))
  })
  app.post('/login', (request, response, next) => {
    request.session.regenerate((error) => {
      if (error) {
        return next(error)
      }
      Object.assign(request.session, request.body)
      response.json(show(request))
    })
  })
  app.post('/logout', (request, response, next) => {
    request.session.destroy((error) => error ? next(error) : response.json(null))
  })
  app.use('/middleware', middleware())
  const server = app.listen(0, '127.0.0.1', () => console.log(server.address().port))
  process.stdin.on('close', () => process.exit()).resume()
}

serve().catch((error) => {
  console.error(error)
  process.exit(1)
})
