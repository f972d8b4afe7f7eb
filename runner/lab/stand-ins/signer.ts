import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createCleartextMessage, generateKey, readPrivateKey, sign, type PrivateKey } from 'openpgp'
import { sourceDateEpoch } from '../image/build/recipe.ts'

/** A key that signs texts, and the certificate that verifies them. */
export interface Signer {
  /** A binary OpenPGP certificate, as apt's Signed-By takes it. */
  readonly certificate: Buffer
  /** The text with its signature below it (RFC 9580, “Cleartext Signature Framework”). */
  clearSign(text: string): Promise<string>
}

/** Everything has the image's date, so that a slow clock in the guest does not matter. */
const date = new Date(sourceDateEpoch * 1000)

/** A new key. Ed25519 as a version 4 key, which apt in Debian 13 and older supports. */
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
 * The lab's own key on this computer, generated when it is first needed. The stand-in of Debian trusts it, and the
 * package mirror is signed with it. The caller ensures that only one process generates it.
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
