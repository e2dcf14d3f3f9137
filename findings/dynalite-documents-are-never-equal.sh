#!/usr/bin/env bash
# dynalite 4.0.0 and an optimistic write: PutItem on the condition that a map is still the one that was read (cart = :cart).
# Two maps are equal if their members are, also nested ones (Developer Guide, "Comparison operator and function reference"), so
# one would expect it to succeed as long as nobody else has written. In dynalite no map equals another, and so no list: the
# write is refused each time, and a program that reads again and retries never gets on.
# Needs Node.js 20 and npm. Exits with 0 while dynalite does so, and otherwise with 1.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts dynalite@4.0.0 > /dev/null
cat > ask.js <<'JS'
const http = require('http')
const server = require('dynalite')({ createTableMs: 0 })
const ask = (operation, request) =>
  new Promise((resolve, reject) => {
    const call = http.request(
      {
        port: server.address().port,
        host: '127.0.0.1',
        method: 'POST',
        headers: {
          'X-Amz-Target': 'DynamoDB_20120810.' + operation,
          'Content-Type': 'application/x-amz-json-1.0',
          'X-Amz-Date': '20260101T000000Z',
          Authorization: 'AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
        },
      },
      (answer) => {
        let body = ''
        answer.on('data', (part) => (body += part))
        answer.on('end', () => resolve({ status: answer.statusCode, body: JSON.parse(body) }))
      }
    )
    call.on('error', reject)
    call.end(JSON.stringify(request))
  })
server.listen(0, '127.0.0.1', async () => {
  await ask('CreateTable', {
    TableName: 'sessions',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  })
  const item = { id: { S: '1' }, cart: { M: { hats: { N: '1' } } }, user: { S: 'ann' } }
  await ask('PutItem', { TableName: 'sessions', Item: item })
  const put = (name) =>
    ask('PutItem', {
      TableName: 'sessions',
      Item: item,
      ConditionExpression: '#name = :value',
      ExpressionAttributeNames: { '#name': name },
      ExpressionAttributeValues: { ':value': item[name] },
    }).then((answer) => answer.status + ' ' + (answer.body.__type || 'OK').replace(/.*#/, ''))
  const text = await put('user')
  const map = await put('cart')
  console.log('dynalite ' + require('dynalite/package.json').version)
  console.log('expected: 200 OK, for a string and for a map')
  console.log('seen:     ' + text + ', where the condition is on a string')
  console.log('seen:     ' + map + ', where it is on a map')
  process.exit(text === '200 OK' && map === '400 ConditionalCheckFailedException' ? 0 : 1)
})
JS
timeout 60 node ask.js
