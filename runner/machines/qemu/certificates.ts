import { isIPv4 } from 'node:net'

/** PEM texts. */
export interface Certificates {
  readonly authority: string
  readonly authorityKey: string
  readonly server: string
  readonly serverKey: string
  readonly client: string
  readonly clientKey: string
}

// P-256: an RSA handshake is slow in an emulated guest.
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const dayMs = 86_400_000
const validDays = 3650

type X509 = typeof import('@peculiar/x509')

interface Party {
  readonly name: string
  readonly keys: CryptoKeyPair
}

interface Issue {
  readonly issuer: Party
  readonly subject: Party
  readonly now: Date
}

// Imported only when a VM is created: it takes longer than most commands.
const loadX509 = async (): Promise<X509> => {
  await import('reflect-metadata') // Required by the library, which does not import it.
  return import('@peculiar/x509')
}

/**
 * A new certificate authority, and one server and one client certificate that it signs. `names` are those by which the
 * server may be addressed: IPv4 addresses or DNS names. Valid from the day before `now`, because a guest's clock may be
 * slow, for ten years. RFC 5280.
 */
export const makeCertificates = async (names: readonly string[], now: Date): Promise<Certificates> => {
  const x509 = await loadX509()
  const [authority, server, client] = await Promise.all([
    party('boot2docker authority'),
    party('boot2docker'),
    party('boot2docker client'),
  ])
  const purposes = x509.ExtendedKeyUsage
  const leaf = (purpose: string) => [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
    new x509.ExtendedKeyUsageExtension([purpose]),
  ]
  const alternatives = new x509.SubjectAlternativeNameExtension(
    names.map((value) => ({ type: isIPv4(value) ? 'ip' : 'dns', value }) as const),
  )
  const issue = (subject: Party, extensions: readonly InstanceType<X509['Extension']>[]) =>
    certificate(x509, { issuer: authority, subject, now }, extensions)
  return {
    authority: await issue(authority, [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    ]),
    authorityKey: await privatePem(x509, authority),
    server: await issue(server, [...leaf(purposes.serverAuth), alternatives]),
    serverKey: await privatePem(x509, server),
    client: await issue(client, leaf(purposes.clientAuth)),
    clientKey: await privatePem(x509, client),
  }
}

const party = async (name: string): Promise<Party> => ({
  name,
  keys: await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']),
})

const privatePem = async ({ PemConverter }: X509, { keys }: Party): Promise<string> =>
  PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY')

const certificate = async (
  x509: X509,
  { issuer, subject, now }: Issue,
  extensions: readonly InstanceType<X509['Extension']>[],
): Promise<string> => {
  const made = await x509.X509CertificateGenerator.create({
    subject: `CN=${subject.name}`,
    issuer: `CN=${issuer.name}`,
    notBefore: new Date(now.getTime() - dayMs),
    notAfter: new Date(now.getTime() + validDays * dayMs),
    publicKey: subject.keys.publicKey,
    signingKey: issuer.keys.privateKey,
    signingAlgorithm: algorithm,
    extensions: [
      ...extensions,
      await x509.SubjectKeyIdentifierExtension.create(subject.keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.keys.publicKey),
    ],
  })
  return `${made.toString('pem')}\n`
}
