/**
 * Tells whoever asks that no name exists, as is true in a namespace without a way out. Without it, a question is lost,
 * and a guest waits ten seconds for its answer. A program of its own, because it runs in the namespace and ends with
 * it.
 */
import { createSocket } from 'node:dgram'
import { noSuchName } from './no-such-name.ts'

const socket = createSocket('udp4')
socket.on('message', (query, { port, address }) => {
  const answer = noSuchName(query)
  if (answer !== undefined) socket.send(answer, port, address)
})
socket.bind(53, '127.0.0.1')
