#!/usr/bin/env bash
# dynamodb-store 1.2.0, a session store for express-session: a Date in a session should come back as a date or as its text,
# as from stores that write JSON. It comes back as an empty object, because the store hands the session to the AWS SDK's
# document client, which knows no dates. What the session cookie knows of its expiry is lost in the same way.
# Needs Node.js 20 and npm. Exits with 0 while it does so, and otherwise with 1.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts \
  dynamodb-store@1.2.0 aws-sdk@2.1693.0 express-session@1.19.0 dynalite@4.0.0 > /dev/null
cat > ask.js <<'JS'
process.env.AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE = '1'
const { Cookie } = require('express-session')
const DynamoDBStore = require('dynamodb-store')
const server = require('dynalite')({ createTableMs: 0 })
const done = (call) => new Promise((resolve, reject) => call((error, result) => (error ? reject(error) : resolve(result))))
server.listen(0, '127.0.0.1', async () => {
  let store
  await done((ready) => {
    const dynamoConfig = {
      endpoint: 'http://127.0.0.1:' + server.address().port,
      region: 'us-east-1',
      accessKeyId: 'any',
      secretAccessKey: 'any',
    }
    store = new (DynamoDBStore.default || DynamoDBStore)({ dynamoConfig }, ready)
  })
  const cookie = new Cookie({ maxAge: 60000 })
  await done((next) => store.set('1', { cookie, since: new Date(0), user: 'ann' }, next))
  const found = await done((next) => store.get('1', next))
  console.log('dynamodb-store ' + require('dynamodb-store/package.json').version)
  console.log('expected: since is "1970-01-01T00:00:00.000Z", or the Date')
  console.log('seen:     since is ' + JSON.stringify(found.since) + ', user is ' + JSON.stringify(found.user))
  console.log('seen:     cookie is ' + JSON.stringify(found.cookie))
  const isLost = JSON.stringify(found.since) === '{}' && JSON.stringify(found.cookie._expires) === '{}'
  process.exit(isLost && found.user === 'ann' ? 0 : 1)
})
JS
timeout 60 node ask.js
