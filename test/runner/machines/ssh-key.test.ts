import ssh2 from 'ssh2'
import { expect, test } from 'vitest'
import { makeSshKey } from '../../../runner/machines/ssh-key.ts'

test('every key can be read, and its halves belong together', () => {
  for (let count = 0; count < 500; count++) {
    const { privateKey, publicKey } = makeSshKey('a comment')
    const parsed = ssh2.utils.parseKey(privateKey)
    if (parsed instanceof Error) throw parsed
    expect(`ssh-ed25519 ${parsed.getPublicSSH().toString('base64')} a comment`).toBe(publicKey)
  }
})
