// Serves the host on this machine alone, since its sign-in is a stub.
'use strict'

const fs = require('node:fs')
const http = require('node:http')
const { parseArgs } = require('node:util')
const { makeApp } = require('./app')

const { values: options } = parseArgs({
  options: {
    policy: { type: 'string', multiple: true },
    mapping: { type: 'string' },
    data: { type: 'string' },
    web: { type: 'string' },
    state: { type: 'string', default: 'web-state' },
    today: { type: 'string', default: '2026-11-23' },
    port: { type: 'string', default: '0' },
  },
})

async function main() {
  for (const name of ['policy', 'mapping', 'data', 'web'])
    if (!options[name]) throw new Error(`--${name} is missing: see README.md`)
  fs.mkdirSync(options.state, { recursive: true, mode: 0o700 })
  let port
  const { app, close } = await makeApp(options, () => ['127.0.0.1', 'localhost'].map(name => `${name}:${port}`))
  const limits = { maxHeaderSize: 8192, headersTimeout: 15000, requestTimeout: 15000, connectionsCheckingInterval: 1000 }
  const server = http.createServer(limits, app)
  server.maxConnections = 256
  server.listen(Number(options.port), '127.0.0.1', () => {
    port = server.address().port
    console.log(`http://127.0.0.1:${port}/`)
  })
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => {
      server.close(close)
      server.closeAllConnections()
    })
}

main().catch(error => {
  console.error(error.message)
  process.exitCode = 1
})
