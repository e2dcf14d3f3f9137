'use strict'

// node application.js STORE ENDPOINT TABLE [OPTIONS] serves an application of Express whose sessions a store of npm keeps
// in DynamoDB. It prints its port when it is ready, and ends when its standard input does.
//
// A request may say what time it is, in the header X-Now, in milliseconds: from then on that is the time everywhere in
// this process. Without one, the time is the system's.

const RealDate = Date
let now = null

globalThis.Date = class extends RealDate {
  constructor (...parameters) {
    if (parameters.length === 0) {
      super(Date.now())
    } else {
      super(...parameters)
    }
  }

  static now () {
    return now ?? RealDate.now()
  }
}

process.env.AWS_ACCESS_KEY_ID = 'any'
process.env.AWS_SECRET_ACCESS_KEY = 'any'
process.env.AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE = '1'
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
process.env.NODE_ENV = 'production'

const express = require('express')
const session = require('express-session')

const REGION = 'us-east-1'

/** The stores, each ready for use, and with its clean-up off: that is a scan of the table, which no request causes. */
const STORES = {
  'connect-dynamodb-session': (endpoint, tableName, options) => new Promise((resolve, reject) => {
    const DynamoStore = require('connect-dynamodb-session')(session)
    const store = new DynamoStore({
      region: REGION,
      endpoint,
      tableName,
      autoCreate: true,
      cleanupInterval: 0,
      log: () => resolve(store),
      err: (message, error) => reject(error),
      ...options
    })
  }),

  'connect-dynamodb': async (endpoint, table, options) => {
    const { DynamoDBClient } = require('@aws-sdk/client-dynamodb')
    const DynamoDBStore = require('connect-dynamodb')(session)
    const store = new DynamoDBStore({ table, client: new DynamoDBClient({ endpoint, region: REGION }), ...options })
    await store.initialize()
    return store
  }
}

function application (store) {
  const app = express()
  app.use((request, response, next) => {
    const told = request.get('X-Now')
    if (told !== undefined) {
      now = Number(told)
    }
    next()
  })
  app.use(express.json({ limit: '16mb', strict: false }))
  // As both Express and the stores advise for a store that has touch().
  app.use(session({ store, secret: 'keyboard cat keyboard cat', resave: false, saveUninitialized: false }))

  // As in the other applications that are loaded.
  app.get('/api/session', (request, response) => {
    const { cookie, ...attributes } = request.session
    response.json({ attributes })
  })
  app.put('/api/session/attributes/:name', (request, response) => {
    request.session[request.params.name] = request.body
    response.json({})
  })

  app.post('/begin', (request, response) => {
    Object.assign(request.session, request.body)
    response.end()
  })
  app.get('/read', (request, response) => {
    response.json([request.session.user, request.session.views])
  })
  app.post('/change', (request, response) => {
    request.session.page = request.body.page
    response.end()
  })
  app.post('/login', (request, response, next) => {
    // What is in the session before a login is taken along, as its cart would be.
    const { cookie, ...attributes } = request.session
    request.session.regenerate((error) => {
      if (error) {
        return next(error)
      }
      Object.assign(request.session, attributes)
      response.end()
    })
  })
  app.post('/logout', (request, response, next) => {
    request.session.destroy((error) => error ? next(error) : response.end())
  })
  return app
}

async function serve ([storeName, endpoint, table, options]) {
  const store = await STORES[storeName](endpoint, table, JSON.parse(options ?? '{}'))
  const server = application(store).listen(0, '127.0.0.1', () => console.log(server.address().port))
  process.stdin.on('end', () => process.exit())
  process.stdin.resume()
}

serve(process.argv.slice(2)).catch((error) => {
  console.error(error)
  process.exit(1)
})
