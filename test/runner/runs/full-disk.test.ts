import { execFile, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../fixtures/execute.ts'

const separate = ['--user', '--map-root-user', '--mount'] as const
/** On Linux anybody may have a small disk of one's own, where the kernel allows user namespaces. */
const hasNamespaces = spawnSync('unshare', [...separate, 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0
const hasLimits = spawnSync('prlimit', ['--version']).status === 0

const path = (name: string): string => join(import.meta.dirname, name)
const node = [process.execPath, '--disable-warning=ExperimentalWarning'] as const

interface Tried {
  readonly free: number
  readonly full: {
    readonly bug?: string
    readonly status?: string
    readonly why?: string
    readonly code?: string
    readonly message?: string
    readonly hint?: string
  }
  readonly listed: readonly string[]
  readonly after: { readonly status?: string }
  readonly list: readonly string[]
}

/** On a disk of 512 KB, with 0 to 24 free pages. */
const tryAll = async (): Promise<readonly Tried[]> => {
  const mounted = `mount -t tmpfs -o size=512k none "$1" && exec "$0" "$2" "${path('on-full-disk.ts')}" "$1" 24`
  const args = [...separate, 'sh', '-c', mounted, node[0], temporaryFolder(), node[1]]
  const { stdout } = await promisify(execFile)('unshare', args)
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Tried)
}

test.runIf(hasNamespaces)(
  'wherever the disk is full, a run ends with what is wrong, and the next one works',
  { timeout: 300_000 },
  async () => {
    const tries = await tryAll()
    expect(tries).toHaveLength(25)
    expect(tries.filter(({ full }) => full.bug !== undefined)).toEqual([])
    expect(tries.filter(({ after }) => after.status !== 'passed')).toEqual([])
    expect(tries.filter(({ full, listed }) => full.status !== 'passed' && listed.includes('passed'))).toEqual([])
    const [first] = tries
    expect(first?.full).toMatchObject({
      code: 'blocked',
      message: expect.stringMatching(/^\S+ cannot be used: the disk is full \(ENOSPC: /) as string,
      hint: expect.stringMatching(/^Free some space: df -h \//) as string,
    })
    const hint = 'Free some space on the disk, then run the guide again.'
    const whys = tries.map(({ full }) => full.why?.replace(/\S+\/runs\/[\w-]+/, 'RUN'))
    expect(whys).toContain(`The journal RUN/journal.jsonl cannot be written: the disk is full. ${hint}`)
    expect(tries.at(-1)?.full.status).toBe('passed')
  },
)

test.runIf(hasLimits)('wherever a line of a journal is cut short, what is read is what was written', async () => {
  // Without the signal, a write beyond the limit is an error, as on a full disk.
  const args = ['-c', 'trap "" XFSZ; exec "$0" "$@"', ...node, path('on-short-writes.ts'), temporaryFolder()]
  const { stdout } = await promisify(execFile)('sh', args)
  const tries = JSON.parse(stdout) as readonly { readonly failed: number; readonly isRight: boolean }[]
  expect(tries.filter(({ isRight }) => !isRight)).toEqual([])
  expect(tries.map(({ failed }) => failed)).toEqual(tries.map(({ failed }) => failed).toSorted((a, b) => b - a))
  expect([tries[0]?.failed, tries.at(-1)?.failed]).toEqual([6, 0])
})
