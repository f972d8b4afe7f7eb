import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'

/** A key that signs texts, and the certificate by which others check them. It lives in this process only. */
export interface Signer {
  /** A binary OpenPGP certificate, as apt's Signed-By takes it. */
  readonly certificate: Buffer
  /** Yields the text with its signature below it (RFC 9580, “Cleartext Signature Framework”). No line may begin with `-`. */
  clearSign(text: string): string
}

/** An Ed25519 key with one user ID; all dated `epoch`, so that a clock which lags does not matter. (RFC 9580, version 4 packets.) */
export const makeSigner = (userId: string, epoch: number): Signer => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32)
  const keyBody = Buffer.concat([Buffer.from([4]), number32(epoch), Buffer.from([edDsa, curve.length]), curve, multiPrecision(Buffer.concat([Buffer.from([0x40]), raw]))])
  const hashedKey = Buffer.concat([Buffer.from([0x99]), number16(keyBody.length), keyBody])
  const fingerprint = createHash('sha1').update(hashedKey).digest()
  const key: Key = { privateKey, epoch, fingerprint }

  const user = Buffer.from(userId)
  const certified = Buffer.concat([hashedKey, Buffer.from([0xb4]), number32(user.length), user])
  const mayCertifyAndSign = subpacket(27, Buffer.from([0x03]))
  return {
    certificate: Buffer.concat([packet(6, keyBody), packet(13, user), signature(key, 0x13, certified, mayCertifyAndSign)]),
    clearSign: (text) => {
      const lines = text.replace(/\n$/, '').split('\n').map((line) => line.trimEnd())
      const signed = signature(key, 0x01, Buffer.from(lines.join('\r\n')), Buffer.alloc(0))
      return `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n${lines.join('\n')}\n${armored(signed)}`
    },
  }
}

interface Key {
  readonly privateKey: KeyObject
  readonly epoch: number
  readonly fingerprint: Buffer
}

const edDsa = 22
const sha512 = 10
const curve = Buffer.from('2b06010401da470f01', 'hex')

const number16 = (value: number): Buffer => Buffer.from([value >> 8, value & 0xff])

const number32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

/** “Multiprecision Integers”: the length in bits, then the number without leading zeros. */
const multiPrecision = (bytes: Buffer): Buffer => {
  const first = bytes.findIndex((byte) => byte !== 0)
  const number = first < 0 ? Buffer.alloc(0) : bytes.subarray(first)
  const bits = number.length === 0 ? 0 : (number.length - 1) * 8 + (32 - Math.clz32(number[0] ?? 0))
  return Buffer.concat([number16(bits), number])
}

/** Bodies here are shorter than 8384 bytes, so one or two bytes tell the length. */
const bodyLength = (bytes: number): Buffer => (bytes < 192 ? Buffer.from([bytes]) : number16(bytes - 192 + 0xc000))
const packet = (type: number, body: Buffer): Buffer => Buffer.concat([Buffer.from([0xc0 | type]), bodyLength(body.length), body])
const subpacket = (type: number, body: Buffer): Buffer => Buffer.concat([bodyLength(body.length + 1), Buffer.from([type]), body])

const signature = ({ privateKey, epoch, fingerprint }: Key, type: number, data: Buffer, more: Buffer): Buffer => {
  const hashed = Buffer.concat([subpacket(2, number32(epoch)), subpacket(33, Buffer.concat([Buffer.from([4]), fingerprint])), more])
  const head = Buffer.concat([Buffer.from([4, type, edDsa, sha512]), number16(hashed.length), hashed])
  const trailer = Buffer.concat([Buffer.from([4, 0xff]), number32(head.length)])
  const digest = createHash('sha512').update(data).update(head).update(trailer).digest()
  const made = sign(null, digest, privateKey)
  const numbers = [made.subarray(0, 32), made.subarray(32)].map(multiPrecision)
  const issuer = subpacket(16, fingerprint.subarray(-8))
  return packet(2, Buffer.concat([head, number16(issuer.length), issuer, digest.subarray(0, 2), ...numbers]))
}

const armored = (body: Buffer): string =>
  ['-----BEGIN PGP SIGNATURE-----', '', ...(body.toString('base64').match(/.{1,64}/g) ?? []), '-----END PGP SIGNATURE-----', ''].join('\n')
