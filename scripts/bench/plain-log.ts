import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DatabaseSync } from 'node:sqlite'

/** A plain Node program that writes every request to SQLite, on disk before it answers, and does nothing else with it. */
const [path = ''] = process.argv.slice(2)
const db = new DatabaseSync(path)
db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE log (body BLOB NOT NULL)')
const insert = db.prepare('INSERT INTO log VALUES (?)')

const server = createServer(async (request, response) => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  insert.run(Buffer.concat(parts))
  response.writeHead(202).end()
})
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
process.on('disconnect', () => process.exit(0))
