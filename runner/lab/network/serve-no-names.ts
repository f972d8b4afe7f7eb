/**
 * A DNS server that answers every query with NXDOMAIN, for a namespace without an uplink. Without it, queries are lost,
 * and a guest waits ten seconds for a timeout. A separate program, because it runs in the namespace and ends with it.
 * Its only argument is the file for the names that were asked for, one a line.
 */
import { createSocket } from 'node:dgram'
import { appendFileSync } from 'node:fs'
import { nameIn, noSuchName } from './no-such-name.ts'

const socket = createSocket('udp4')
socket.on('message', (query, { port, address }) => {
  const answer = noSuchName(query)
  const name = nameIn(query)
  if (answer === undefined || name === undefined) return
  // Before the answer, so that the name is there when the command that asked has ended.
  appendFileSync(process.argv[2] ?? '', `${name}\n`)
  socket.send(answer, port, address)
})
socket.bind(53, '127.0.0.1')
