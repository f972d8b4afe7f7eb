import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 random bits, as 43 characters that need no escaping in a URL's fragment. New at each start. */
export const newToken = (): string => randomBytes(32).toString('base64url')

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Whether the values of an `Authorization` header contain the token. Compares in constant time. */
export const tokenGate = (token: string): ((authorization: readonly string[] | undefined) => boolean) => {
  const expected = digest(token)
  return (authorization = []) => {
    const [only, ...more] = authorization
    const given = /^Bearer ([\w-]{1,128})$/.exec(only ?? '')?.[1]
    return more.length === 0 && given !== undefined && timingSafeEqual(digest(given), expected)
  }
}
