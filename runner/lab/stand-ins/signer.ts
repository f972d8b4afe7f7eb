import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createCleartextMessage, generateKey, readPrivateKey, sign, type PrivateKey } from 'openpgp'
import { sourceDateEpoch } from '../image/build/recipe.ts'

/** A key that signs texts, and the certificate by which others check them. */
export interface Signer {
  /** A binary OpenPGP certificate, as apt's Signed-By takes it. */
  readonly certificate: Buffer
  /** The text with its signature below it (RFC 9580, “Cleartext Signature Framework”). */
  clearSign(text: string): Promise<string>
}

/** Everything is dated with the image's date, so that a guest's clock which lags does not matter. */
const date = new Date(sourceDateEpoch * 1000)

/** A new key. Ed25519 as a version 4 key, which the apt of Debian 13 and older ones know. */
export const makeSigner = async (name: string): Promise<Signer> => {
  const { privateKey } = await generateKey({
    type: 'ecc',
    curve: 'ed25519Legacy',
    userIDs: [{ name }],
    subkeys: [],
    date,
    format: 'object',
  })
  return signerOf(privateKey)
}

const signerOf = (key: PrivateKey): Signer => ({
  certificate: Buffer.from(key.toPublic().write()),
  clearSign: async (text) => sign({ message: await createCleartextMessage({ text }), signingKeys: key, date }),
})

const fileIn = (folder: string): string => join(folder, 'signer.asc')

const readSigner = async (folder: string): Promise<Signer | undefined> => {
  const armoredKey = await readFile(fileIn(folder), 'utf8').catch(() => undefined)
  return armoredKey === undefined ? undefined : signerOf(await readPrivateKey({ armoredKey }))
}

/**
 * The lab's own key on this computer, made when it is first needed. Debian's stand-in trusts it, and the mirror of
 * packages is signed with it. The caller sees to it that one process at a time makes it.
 */
export const labSigner = async (folder: string): Promise<Signer> =>
  (await readSigner(folder)) ?? (await createSigner(folder))

/** The certificate of the lab's key, when there is one. */
export const labCertificate = async (folder: string): Promise<Buffer | undefined> =>
  (await readSigner(folder))?.certificate

const createSigner = async (folder: string): Promise<Signer> => {
  const userIDs = [{ name: 'Shipshape’s lab, made on this computer' }]
  const { privateKey } = await generateKey({
    type: 'ecc',
    curve: 'ed25519Legacy',
    userIDs,
    subkeys: [],
    date,
    format: 'armored',
  })
  await mkdir(folder, { recursive: true })
  const draft = `${fileIn(folder)}.${process.pid}`
  await writeFile(draft, privateKey, { mode: 0o600 })
  await rename(draft, fileIn(folder))
  return signerOf(await readPrivateKey({ armoredKey: privateKey }))
}
