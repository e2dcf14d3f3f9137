#!/usr/bin/env bash
# dynalite 4.0.0 and an UpdateExpression that keeps the former value of a counter: SET formerly = visits ADD visits :one. All
# of an expression is computed from the item as it was before the update (Developer Guide, "Update expressions"), so one would
# expect the copy to have the former number. In dynalite it has the new one: copy and source share their value.
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
  await ask('PutItem', { TableName: 'sessions', Item: { id: { S: '1' }, visits: { N: '4' } } })
  const update = await ask('UpdateItem', {
    TableName: 'sessions',
    Key: { id: { S: '1' } },
    UpdateExpression: 'SET formerly = visits ADD visits :one',
    ExpressionAttributeValues: { ':one': { N: '1' } },
  })
  const { formerly, visits } = (await ask('GetItem', { TableName: 'sessions', Key: { id: { S: '1' } } })).body.Item
  console.log('dynalite ' + require('dynalite/package.json').version)
  console.log('expected: formerly 4, visits 5')
  console.log('seen:     formerly ' + formerly.N + ', visits ' + visits.N)
  process.exit(update.status === 200 && formerly.N === '5' && visits.N === '5' ? 0 : 1)
})
JS
timeout 60 node ask.js
