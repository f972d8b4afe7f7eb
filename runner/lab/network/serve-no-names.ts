/**
 * A DNS server that answers every query with NXDOMAIN, for a namespace without an uplink. Without it, queries are lost,
 * and a guest waits ten seconds for a timeout. A separate program, because it runs in the namespace and ends with it.
 */
import { createSocket } from 'node:dgram'
import { noSuchName } from './no-such-name.ts'

const socket = createSocket('udp4')
socket.on('message', (query, { port, address }) => {
  const answer = noSuchName(query)
  if (answer !== undefined) socket.send(answer, port, address)
})
socket.bind(53, '127.0.0.1')
