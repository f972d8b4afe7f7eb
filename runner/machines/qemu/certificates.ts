import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { isIPv4 } from 'node:net'
import { der } from './der.ts'

/** PEM texts. */
export interface Certificates {
  readonly authority: string
  readonly authorityKey: string
  readonly server: string
  readonly serverKey: string
  readonly client: string
  readonly clientKey: string
}

const day = 86_400_000
const ecdsaWithSha256 = der.sequence(der.name('1.2.840.10045.4.3.2'))

interface Party {
  readonly name: string
  readonly key: KeyObject
}

/**
 * A certificate authority of its own, and one server and one client that it vouches for; P-256, for an RSA handshake
 * is slow in an emulated guest. `names` are those by which the server may be called: IPv4 addresses or DNS names.
 * Valid from the day before `now`, because a guest's clock may lag behind. RFC 5280.
 */
export const makeCertificates = (names: readonly string[], now: Date): Certificates => {
  const authority = party('boot2docker authority')
  const server = party('boot2docker')
  const client = party('boot2docker client')
  const issue = (subject: Party, extensions: readonly Buffer[]): string => certificate(authority, subject, extensions, now)
  return {
    authority: issue(authority, [
      extension('2.5.29.19', der.sequence(der.yes()), 'critical'),
      extension('2.5.29.15', der.bits(Buffer.from([0x06]), 1), 'critical'), // keyCertSign, cRLSign
    ]),
    authorityKey: privatePem(authority),
    server: issue(server, [...leaf('1.3.6.1.5.5.7.3.1'), alternativeNames(names)]),
    serverKey: privatePem(server),
    client: issue(client, leaf('1.3.6.1.5.5.7.3.2')),
    clientKey: privatePem(client),
  }
}

const party = (name: string): Party => ({ name, key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey })

const privatePem = (one: Party): string => one.key.export({ type: 'pkcs8', format: 'pem' }).toString()

const publicDer = (one: Party): Buffer => createPublicKey(one.key).export({ type: 'spki', format: 'der' })

const keyIdentifier = (one: Party): Buffer => createHash('sha1').update(publicDer(one)).digest()

const leaf = (purpose: string): readonly Buffer[] => [
  extension('2.5.29.19', der.sequence(), 'critical'),
  extension('2.5.29.15', der.bits(Buffer.from([0x80]), 7), 'critical'), // digitalSignature
  extension('2.5.29.37', der.sequence(der.name(purpose))),
]

const alternativeNames = (names: readonly string[]): Buffer =>
  extension(
    '2.5.29.17',
    der.sequence(
      ...names.map((name) =>
        isIPv4(name)
          ? der.context(7, Buffer.from(name.split('.').map(Number)), 'bytes')
          : der.context(2, Buffer.from(name), 'bytes'),
      ),
    ),
  )

const extension = (identifier: string, value: Buffer, weight?: 'critical'): Buffer =>
  der.sequence(der.name(identifier), ...(weight === undefined ? [] : [der.yes()]), der.octets(value))

const distinguishedName = (one: Party): Buffer => der.sequence(der.set(der.sequence(der.name('2.5.4.3'), der.text(one.name))))

const certificate = (issuer: Party, subject: Party, extensions: readonly Buffer[], now: Date): string => {
  const body = der.sequence(
    der.context(0, der.integer(Buffer.from([2])), 'elements'), // version 3
    der.integer(Buffer.concat([Buffer.from([0x01]), randomBytes(15)])), // positive, and never the same
    ecdsaWithSha256,
    distinguishedName(issuer),
    der.sequence(der.time(new Date(now.getTime() - day)), der.time(new Date(now.getTime() + 3650 * day))),
    distinguishedName(subject),
    publicDer(subject),
    der.context(
      3,
      der.sequence(
        ...extensions,
        extension('2.5.29.14', der.octets(keyIdentifier(subject))),
        extension('2.5.29.35', der.sequence(der.context(0, keyIdentifier(issuer), 'bytes'))),
      ),
      'elements',
    ),
  )
  const whole = der.sequence(body, ecdsaWithSha256, der.bits(sign('sha256', body, issuer.key)))
  return pem('CERTIFICATE', whole)
}

const pem = (label: string, bytes: Buffer): string =>
  `-----BEGIN ${label}-----\n${(bytes.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END ${label}-----\n`
