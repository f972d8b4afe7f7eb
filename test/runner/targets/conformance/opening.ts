import { existsSync } from 'node:fs'
import { describe, expect, onTestFinished, test } from 'vitest'
import { expectNothingLives, makeFolder, never, open, removeFolder, run, type TargetUnderTest } from './under-test.ts'

const folderOfTest = (): string => {
  const folder = makeFolder()
  onTestFinished(() => removeFolder(folder))
  return folder
}

export const openingTests = (under: TargetUnderTest): void => {
  const { target, home, endsWhatRuns } = under

  describe('opens', () => {
    test('where nothing is missing, and says what it is', async () => {
      expect(await target.missing({ signal: never, onProgress: () => undefined })).toEqual([])
      const folder = folderOfTest()
      await using session = await open(under, folder)
      expect(session.target).toMatchObject({ id: target.id })
      expect(session.target.description).not.toBe('')
      expect(existsSync(home(folder))).toBe(true)
      if (under.machine === 'ready') expect((await session.facts()).address).toMatch(/^[\d.]+$/)
    })

    test('and leaves nothing when it is closed: no process, no home, no change of this one', async () => {
      const before = { directory: process.cwd(), environment: { ...process.env } }
      const folder = folderOfTest()
      const session = await open(under, folder)
      await run(session, endsWhatRuns ? 'sleep 1000 & disown; export LEFT=1; cd /' : 'export LEFT=1; cd /')
      await session[Symbol.asyncDispose]()
      await expectNothingLives(folder)
      expect(existsSync(home(folder))).toBe(false)
      expect({ directory: process.cwd(), environment: { ...process.env } }).toEqual(before)
    })

    test('or is given up while it opens, and leaves nothing', async () => {
      const folder = folderOfTest()
      const giveUp = new AbortController()
      const opening = open(under, folder, giveUp.signal)
      giveUp.abort()
      await opening.then(
        (session) => session[Symbol.asyncDispose](),
        () => undefined,
      )
      await expectNothingLives(folder)
    })

    test('twice at once, and the two do not see each other', async () => {
      const [one, two] = [folderOfTest(), folderOfTest()]
      const first = await open(under, one)
      await using second = await open(under, two)
      await run(first, 'export MINE=first; echo first > mine')
      expect(await run(second, 'echo "${MINE-unset}"; cat mine')).toMatchObject({ stdout: 'unset\n', exitCode: 1 })
      await first[Symbol.asyncDispose]()
      expect(await run(second, 'echo alive')).toMatchObject({ stdout: 'alive\n' })
    })
  })
}
