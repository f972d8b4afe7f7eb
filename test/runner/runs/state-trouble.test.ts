import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { aliveLockPath, journalPath } from '../../../runner/runs/folder.ts'
import { listRuns } from '../../../runner/runs/index.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'
import { make, playbookOf } from '../../fixtures/playbooks.ts'
import { type Ended, launch } from '../../fixtures/process.ts'
import { startHere } from '../../fixtures/runs.ts'

const run = '20260101-000000-aaaaaa'
const good = playbookOf(make('one'))

const separate = ['--user', '--map-root-user', '--mount'] as const
const hasNamespaces = spawnSync('unshare', [...separate, 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0
const cli = join(import.meta.dirname, '../../fixtures/cli.ts')

/** The command line on a state folder of which the file system is read-only. */
const readOnly = (state: string, ...args: readonly string[]): Promise<Ended> => {
  const mounted = 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && shift && exec "$0" "$@"'
  const node = [process.execPath, state, '--disable-warning=ExperimentalWarning', cli]
  return launch('unshare', [...separate, 'sh', '-c', mounted, ...node, ...args], { SHIPSHAPE_STATE: state }).ended
}

test.runIf(hasNamespaces)(
  'on a read-only disk runs are listed, and a new one is refused with one command',
  async () => {
    const state = temporaryFolder()
    await (
      await startHere(state, { ...good, id: 'good' })
    ).finished
    const unfinished = join(state, 'runs', run)
    mkdirSync(unfinished)
    const [, folder = ''] = readdirSync(join(state, 'runs')).toSorted()
    const lines = readFileSync(journalPath(join(state, 'runs', folder)), 'utf8').split(/(?<=\n)/)
    writeFileSync(journalPath(unfinished), lines.slice(0, -1).join(''))
    writeFileSync(aliveLockPath(unfinished), '')
    const list = await readOnly(state, 'list', '--json')
    expect(list.stderr).toBe('')
    expect((JSON.parse(list.stdout) as readonly object[])[0]).toMatchObject({
      id: 'good',
      lastRun: { status: 'passed' },
    })
    const { code, stdout, stderr } = await readOnly(state, 'run', 'good')
    expect([code, stdout]).toEqual([3, ''])
    expect(stderr.replaceAll(state, 'STATE').split('\n').slice(-3)).toEqual([
      expect.stringMatching(/^STATE\/\S+ cannot be used: the file system is read-only \(EROFS: .*\)\.$/),
      'Use another folder: export SHIPSHAPE_STATE="$HOME/shipshape-state"',
      '',
    ])
    expect(stderr).not.toMatch(/bug|at file:/)
  },
)

test('where too few files may be open, a run ends with a reason, and never as a bug', async () => {
  const said = await Promise.all(
    [24, 28, 64].map(async (files) => {
      const node = [process.execPath, '--disable-warning=ExperimentalWarning', cli, 'run', 'good']
      const own = { SHIPSHAPE_STATE: temporaryFolder() }
      const { code, stdout, stderr } = await launch('sh', ['-c', `ulimit -n ${files}; exec "$0" "$@"`, ...node], own)
        .ended
      expect(stderr + stdout).not.toMatch(/bug|\n {4}at /)
      expect([0, 2, 3]).toContain(code)
      return [files, code === 0, (stdout + stderr).includes('ulimit -n 1024')] as const
    }),
  )
  expect([said[0], said[2]]).toEqual([
    [24, false, true],
    [64, true, false],
  ])
})

test('an old run that cannot be deleted is a note, and changes no result', async () => {
  const state = temporaryFolder()
  const first = await startHere(state, good)
  await first.finished
  const bytes = readFileSync(journalPath(first.folder))
  const ids = Array.from({ length: 22 }, (_, at) => `20250101-${String(at).padStart(6, '0')}-aaaaaa`)
  for (const id of ids) {
    mkdirSync(join(state, 'runs', id))
    writeFileSync(journalPath(join(state, 'runs', id)), bytes)
  }
  const oldest = join(state, 'runs', ids[0] ?? '')
  const stuck = join(`${oldest}.removing`, 'stuck')
  mkdirSync(join(oldest, 'stuck'))
  const mount = spawnSync('mount', ['-t', 'tmpfs', 'none', join(oldest, 'stuck')])
  onTestFinished(() => {
    for (const path of [join(oldest, 'stuck'), stuck]) spawnSync('umount', [path])
  })
  if (mount.status !== 0) {
    // Without root nothing can be mounted; a folder that we may not write to is as good.
    writeFileSync(join(oldest, 'stuck', 'file'), '')
    chmodSync(join(oldest, 'stuck'), 0o500)
  }
  const notes: string[][] = []
  const onNote = (note: { readonly what: { readonly en: string }; readonly hint: { readonly en: string } }): void =>
    void notes.push([note.what.en, note.hint.en])
  const { finished } = await startHere(state, good, { onNote })
  expect((await finished).status).toBe('passed')
  expect(notes).toEqual([
    [
      expect.stringMatching(/^The old run \S+\.removing cannot be deleted: (EBUSY|EACCES): .*stuck.*\.$/),
      expect.stringMatching(/^sudo (umount|rm -rf) \S+removing\S*$/),
    ],
  ])
  expect((await listRuns(state)).filter(({ status }) => status !== 'passed')).toEqual([])
  const command = (notes[0]?.[1] ?? '').replace('sudo ', '')
  if (mount.status === 0) execFileSync('sh', ['-c', command])
  else chmodSync(stuck, 0o700)
  await (
    await startHere(state, good, { onNote })
  ).finished
  expect(notes).toHaveLength(1)
  expect(existsSync(`${oldest}.removing`)).toBe(false)
})
