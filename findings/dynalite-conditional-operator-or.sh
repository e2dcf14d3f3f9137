#!/usr/bin/env bash
# dynalite 4.0.0 and ConditionalOperator=OR: one condition of Expected that holds should be enough (API Reference, PutItem,
# ConditionalOperator). It is not, where one that comes before it does not hold.
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
const equals = (value) => ({ ComparisonOperator: 'EQ', AttributeValueList: [{ S: value }] })
const putIf = (expected) =>
  ask('PutItem', {
    TableName: 'things',
    Item: { id: { S: '1' }, a: { S: 'x' }, b: { S: 'y' } },
    Expected: expected,
    ConditionalOperator: 'OR',
  }).then((answer) => answer.status + ' ' + (answer.body.__type || 'OK').replace(/.*#/, ''))
server.listen(0, '127.0.0.1', async () => {
  await ask('CreateTable', {
    TableName: 'things',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  })
  await ask('PutItem', { TableName: 'things', Item: { id: { S: '1' }, a: { S: 'x' }, b: { S: 'y' } } })
  const last = await putIf({ a: equals('other'), b: equals('y') })
  const first = await putIf({ a: equals('x'), b: equals('other') })
  console.log('dynalite ' + require('dynalite/package.json').version)
  console.log('expected: 200 OK for both; one condition of two holds')
  console.log('seen:     ' + last + ', where the second condition holds')
  console.log('seen:     ' + first + ', where the first condition holds')
  process.exit(last === '400 ConditionalCheckFailedException' ? 0 : 1)
})
JS
timeout 60 node ask.js
