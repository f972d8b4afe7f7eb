import { afterAll, describe, expect, test } from 'vitest'
import type { Session } from '../../../../runner/contract/session.ts'
import { quote } from '../../../../runner/quote.ts'
import { oddNames } from '../../machines/conformance/running.ts'
import { execOptions, holdsFor, never, run, sharedSession, type TargetUnderTest } from './under-test.ts'

const content = 'one\n\n"two" \'three\' $HOME `id` \\ 文件\n'

export const fileTests = (under: TargetUnderTest): void => {
  describe('writes and sees files:', () => {
    const session = sharedSession(under)

    test.each(oddNames)('%j, with what is in it', async (name) => {
      const path = `odd/${name}`
      const written = await session().exec({ kind: 'file', where: 'host', path, content }, execOptions())
      expect(written).toMatchObject({ exitCode: 0, stderr: '' })
      expect((await run(session(), `cat ${quote(path)}`)).stdout).toBe(content)
      const check = { kind: 'file', where: 'host', path, state: 'present' } as const
      const match = { how: 'equals', text: content } as const
      expect(holdsFor(check, await session().observe(check, never))).toBe(true)
      expect(holdsFor({ ...check, content: match }, await session().observe(check, never))).toBe(true)
    })

    if (under.target.features.has('guest-shell') && under.machine === 'ready') guestFileTests(session)
  })
}

const guestFolder = '/tmp/shipshape-odd-names'

const guestFileTests = (session: () => Session): void => {
  afterAll(async () => {
    await session().exec({ kind: 'command', where: 'guest', line: `rm -r ${guestFolder}` }, execOptions())
  })

  test.each(oddNames)('%j in the machine', async (name) => {
    const path = `${guestFolder}/${name}`
    const written = await session().exec({ kind: 'file', where: 'guest', path, content }, execOptions())
    expect(written).toMatchObject({ exitCode: 0 })
    const check = { kind: 'file', where: 'guest', path, state: 'present' } as const
    const match = { how: 'equals', text: content } as const
    expect(holdsFor({ ...check, content: match }, await session().observe(check, never))).toBe(true)
  })
}
