import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
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
  const { privateKey } = await generateKey({ type: 'ecc', curve: 'ed25519Legacy', userIDs: [{ name }], subkeys: [], date, format: 'object' })
  return signerOf(privateKey)
}

const signerOf = (key: PrivateKey): Signer => ({
  certificate: Buffer.from(key.toPublic().write()),
  clearSign: async (text) => sign({ message: await createCleartextMessage({ text }), signingKeys: key, date }),
})

/**
 * The lab's own key on this computer, made when it is first needed. Debian's stand-in trusts it, and the mirror of
 * packages is signed with it.
 */
export const labSigner = async (folder: string): Promise<Signer> => {
  const file = join(folder, 'signer.asc')
  const armoredKey = await readFile(file, 'utf8').catch(() => undefined)
  if (armoredKey !== undefined) return signerOf(await readPrivateKey({ armoredKey }))
  const { privateKey } = await generateKey({
    ...{ type: 'ecc', curve: 'ed25519Legacy', userIDs: [{ name: 'Shipshape’s lab, made on this computer' }], subkeys: [], date },
    format: 'armored',
  })
  await mkdir(dirname(file), { recursive: true })
  await writeFile(`${file}.${process.pid}`, privateKey, { mode: 0o600 })
  await rename(`${file}.${process.pid}`, file)
  return signerOf(await readPrivateKey({ armoredKey: privateKey }))
}
