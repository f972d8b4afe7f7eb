import type { IncomingMessage } from 'node:http'
import { plain, type Reply } from './reply.ts'

/** A run request is a few hundred bytes. */
export const bodyLimit = 64 * 1024

export type Body = { readonly value: unknown } | { readonly refused: Reply }

const refused = (status: number, text: string): Body => ({
  // The rest of the body is unread, so the connection cannot be reused.
  refused: plain(status, text, { Connection: 'close' }),
})

const tooLong = (): Body => refused(413, `The body may have at most ${bodyLimit} bytes.`)

const collect = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > bodyLimit) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Reads a JSON body. Other types are refused unread: another site's page can send a form or plain text. */
export const readJson = async (request: IncomingMessage): Promise<Body> => {
  const types = request.headersDistinct['content-type'] ?? []
  if (types.length !== 1 || !/^application\/json(; *charset=utf-8)?$/i.test(types[0] ?? ''))
    return refused(415, 'Send application/json.')
  if (Number(request.headers['content-length'] ?? 0) > bodyLimit) return tooLong()
  const bytes = await collect(request)
  if (bytes === undefined) return tooLong()
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown }
  } catch {
    // Whoever sent it knows best what it should have been.
    return refused(400, 'The body is not JSON.')
  }
}
