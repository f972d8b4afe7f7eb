import { generateKeyPairSync, randomBytes } from 'node:crypto'

/** An Ed25519 key as OpenSSH writes it: `privateKey` is the whole file, `publicKey` one line without a newline. */
export interface SshKey {
  readonly privateKey: string
  readonly publicKey: string
}

const algorithm = 'ssh-ed25519'

/**
 * A new key without a passphrase, in OpenSSH's format (PROTOCOL.key of OpenSSH). Does not use ssh2's generator, which
 * makes an unreadable key about once in 250.
 */
export const makeSshKey = (comment: string): SshKey => {
  const pair = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  const open = Buffer.from(pair.x ?? '', 'base64url')
  const secret = Buffer.concat([Buffer.from(pair.d ?? '', 'base64url'), open])
  const publicBlob = Buffer.concat([field(algorithm), field(open)])
  return {
    privateKey: armour(Buffer.concat([header, field(publicBlob), field(padded(privateBlob(open, secret, comment)))])),
    publicKey: `${algorithm} ${publicBlob.toString('base64')} ${comment}`,
  }
}

const number = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

const field = (content: Buffer | string): Buffer => {
  const bytes = Buffer.from(content)
  return Buffer.concat([number(bytes.length), bytes])
}

const header = Buffer.concat([Buffer.from('openssh-key-v1\0'), field('none'), field('none'), field(''), number(1)])

const privateBlob = (open: Buffer, secret: Buffer, comment: string): Buffer => {
  const check = randomBytes(4)
  return Buffer.concat([check, check, field(algorithm), field(open), field(secret), field(comment)])
}

const padded = (bytes: Buffer): Buffer => {
  const missing = (8 - (bytes.length % 8)) % 8
  return Buffer.concat([bytes, Buffer.from(Array.from({ length: missing }, (_, index) => index + 1))])
}

const armour = (bytes: Buffer): string =>
  `-----BEGIN OPENSSH PRIVATE KEY-----\n${(bytes.toString('base64').match(/.{1,70}/g) ?? []).join('\n')}\n-----END OPENSSH PRIVATE KEY-----\n`
