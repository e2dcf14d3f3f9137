'use strict'

// Serves dynalite on a free port of the loopback interface, and prints that port. It ends when its standard input does,
// so it outlives no JVM. An exception that dynalite does not catch becomes the answer of the request it happened in.

const dynalite = require('dynalite')

const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 })
let answering = null

server.prependListener('request', (request, response) => {
  answering = response
})

process.on('uncaughtException', (error) => {
  if (answering === null || answering.writableEnded) {
    console.error(error)
    process.exit(1)
  }
  answering.statusCode = 500
  answering.end(JSON.stringify({ __type: 'dynalite#Crash', message: String(error.message) }))
})

process.stdin.resume()
process.stdin.on('close', () => process.exit(0))

server.listen(0, '127.0.0.1', () => console.log(server.address().port))
