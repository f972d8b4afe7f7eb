import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type PublicKey, readCleartextMessage, readKey, verify } from 'openpgp'
import { RunnerError } from '../errors.ts'

export type { PublicKey }

/** Debian's own keys for its archives and stable releases, from the package debian-archive-keyring. */
const keysFile = join(import.meta.dirname, 'debian-archive-keys.asc')

let known: Promise<readonly PublicKey[]> | undefined

const archiveKeys = (): Promise<readonly PublicKey[]> => (known ??= readFile(keysFile, 'utf8').then(parseKeys))

const parseKeys = (text: string): Promise<readonly PublicKey[]> =>
  Promise.all([...text.matchAll(/-----BEGIN[^]*?-----END PGP PUBLIC KEY BLOCK-----/g)].map(([key]) => parseKey(key)))

const parseKey = async (armoredKey: string): Promise<PublicKey> => (await readKey({ armoredKey })).toPublic()

/**
 * The verified text of a signed message (RFC 9580, “Cleartext Signature Framework”), by one of the keys: Debian's
 * own, or the given ones. RunnerError('broken') when none of them has signed it.
 */
export const signedText = async (message: string, from: string, keys?: readonly PublicKey[]): Promise<string> => {
  try {
    const verificationKeys = [...(keys ?? (await archiveKeys()))]
    const signed = await readCleartextMessage({ cleartextMessage: message })
    const { data, signatures } = await verify({ message: signed, verificationKeys })
    await Promise.any(signatures.map(({ verified }) => verified))
    return data
  } catch (error) {
    const reason = error instanceof AggregateError ? error.errors.map(String).join('; ') : String(error)
    throw new RunnerError('broken', `${from} is not signed by Debian: ${reason}.`, {
      hint: 'Try another mirror: sudo apt edit-sources',
      cause: error,
    })
  }
}
