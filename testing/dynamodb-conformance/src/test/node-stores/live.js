'use strict'

// node live.js STORE ENDPOINT takes a session store through its life, by the calls that express-session makes, and
// prints one line of JSON a step: its name and what came back. It waits for a line of its standard input before each
// step, so that the table can be looked at in between. It ends after the last step, when its standard input does, or
// after a minute.

const session = require('express-session')

const TABLE = 'sessions'
const REGION = 'us-east-1'
const MINUTE = 60_000
const HOUR = 60 * MINUTE

process.env.AWS_ACCESS_KEY_ID = 'any'
process.env.AWS_SECRET_ACCESS_KEY = 'any'
process.env.AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE = '1'
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'

/** A store, with promises for callbacks. */
class Sessions {
  constructor (store) {
    this.store = store
    // The middleware gives the store its `generate`.
    session({
      store,
      secret: 'keyboard cat',
      resave: false,
      saveUninitialized: false,
      cookie: { maxAge: MINUTE + 500 },
      genid: (request) => request.wanted
    })
  }

  call (operation, ...parameters) {
    return new Promise((resolve, reject) => {
      this.store[operation](...parameters, (error, result) => error ? reject(error) : resolve(result ?? null))
    })
  }

  /** What a request without a session does that fills one. */
  begin (id, attributes, expires) {
    const request = { wanted: id, sessionStore: this.store }
    this.store.generate(request)
    Object.assign(request.session, attributes)
    if (expires) {
      request.session.cookie.expires = expires
    }
    return this.call('set', id, request.session)
  }

  load (id) {
    return this.call('load', id)
  }

  /** What a request does that changes the lifetime and nothing else. */
  async prolong (id, milliseconds) {
    const loaded = await this.load(id)
    loaded.cookie.maxAge = milliseconds
    return this.touch(id, loaded)
  }

  touch (id, loaded) {
    loaded.touch()
    return this.call('touch', id, loaded)
  }

  destroy (id) {
    return this.call('destroy', id)
  }
}

async function connectDynamodbSession (endpoint, step) {
  const DynamoStore = require('connect-dynamodb-session')(session)

  // A store that has said so much.
  function open (count, options) {
    return new Promise((resolve, reject) => {
      const messages = []
      const store = new DynamoStore({
        region: REGION,
        endpoint,
        tableName: TABLE,
        autoCreate: true,
        cleanupInterval: 0,
        log: (message) => {
          messages.push(message)
          if (messages.length === count) {
            resolve({ sessions: new Sessions(store), messages })
          }
        },
        err: (message, error) => reject(error),
        ...options
      })
    })
  }

  let sessions
  await step('create', async () => {
    const opened = await open(1, {})
    sessions = opened.sessions
    return opened.messages
  })
  await step('set', () => sessions.begin('ada', { user: 'ada', views: 1 }))
  await step('get', () => sessions.load('ada'))
  await step('get missing', () => sessions.load('nobody'))
  await step('touch too early', () => sessions.prolong('ada', HOUR))
  await step('touch', async () => {
    const aged = await sessions.load('ada')
    aged.lastModified -= HOUR
    aged.cookie.maxAge = HOUR
    return sessions.touch('ada', aged)
  })
  const eager = (await open(1, { touchAfter: 0 })).sessions
  await step('touch at any time', () => eager.prolong('ada', 2 * HOUR))

  const lost = await eager.load('ada')
  await step('destroy', () => sessions.destroy('ada'))
  await step('touch destroyed', () => eager.touch('ada', lost))
  await step('get destroyed', () => sessions.load('ada'))

  await step('set alive', () => sessions.begin('grace', {}))
  await step('set expired', () => sessions.begin('old', {}, new Date(Date.now() - MINUTE)))
  await step('get expired', () => sessions.load('old'))
  await step('reap', async () => {
    const reaper = await open(3, { cleanupInterval: 50 })
    return reaper.messages.slice(1, 3)
  })
}

async function connectDynamodb (endpoint, step) {
  const { DynamoDBClient } = require('@aws-sdk/client-dynamodb')
  const DynamoDBStore = require('connect-dynamodb')(session)

  const store = new DynamoDBStore({
    table: TABLE,
    client: new DynamoDBClient({ endpoint, region: REGION }),
    specialKeys: [{ name: 'user', type: 'S' }, { name: 'views', type: 'N' }]
  })
  const sessions = new Sessions(store)

  await step('create', async () => {
    await store.initialize()
    return store.initialized
  })
  await step('set', () => sessions.begin('ada', { user: 'ada', views: 1 }))
  await step('get', () => sessions.load('ada'))
  await step('get missing', () => sessions.load('nobody'))
  await step('touch', () => sessions.prolong('ada', HOUR))

  const lost = await sessions.load('ada')
  await step('destroy', () => sessions.destroy('ada'))
  await step('touch destroyed', () => sessions.touch('ada', lost))
  await step('get destroyed', () => sessions.load('ada'))

  await step('set alive', () => sessions.begin('grace', { user: 'grace', views: 2 }))
  await step('set expired', () => {
    return sessions.begin('old', { user: 'old', views: 3 }, new Date(Date.now() - MINUTE))
  })
  await step('get expired', () => sessions.load('old'))
  await step('reap', () => sessions.call('reap'))
}

const LIVES = {
  'connect-dynamodb': connectDynamodb,
  'connect-dynamodb-session': connectDynamodbSession
}

async function live ([store, endpoint]) {
  const lines = require('readline').createInterface({ input: process.stdin })
  const turns = lines[Symbol.asyncIterator]()
  lines.on('close', () => process.exit())
  setTimeout(() => process.exit(2), MINUTE)

  await LIVES[store](endpoint, async (name, action) => {
    await turns.next()
    const result = await action()
    const line = JSON.stringify({ step: name, result }) + '\n'
    await new Promise((resolve) => process.stdout.write(line, resolve))
  })
}

live(process.argv.slice(2)).then(() => process.exit(), (error) => {
  console.error(error)
  process.exit(1)
})
