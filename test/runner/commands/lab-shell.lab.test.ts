import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { expect, onTestFinished, test } from 'vitest'
import { cacheDir } from '../../../runner/paths.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'

const shipshape = join(import.meta.dirname, '../../../runner/bin/shipshape.mjs')

interface Place {
  readonly home: string
  readonly lab: (
    ...words: readonly string[]
  ) => Promise<{ readonly exitCode?: number; readonly stdout: string; readonly stderr: string }>
}

/** A home and a state of its own; what a shell has left running there is ended. */
const place = (): Place => {
  const [home, state] = [temporaryFolder(), temporaryFolder()]
  const env = { HOME: home, SHIPSHAPE_STATE: state, SHIPSHAPE_CACHE: cacheDir() }
  const lab: Place['lab'] = (...words) =>
    execa(process.execPath, [shipshape, 'lab', ...words], { cwd: home, env, reject: false })
  onTestFinished(() => lab('stop').then(() => undefined))
  return { home, lab }
}

test('“lab shell --ready” begins with a VM whose engine answers, and finds it again', async () => {
  const { lab } = place()
  const first = await lab('shell', '--ready', '--', 'docker', 'version', '--format', '{{.Server.Os}}')
  expect([first.exitCode, first.stdout], first.stderr).toEqual([0, 'linux'])
  expect(first.stderr).toContain('stop it with “npx shipshape lab stop”')
  const second = await lab('shell', '--ready', '--', 'boot2docker', 'ssh', 'hostname')
  expect([second.exitCode, second.stdout], second.stderr).toEqual([0, 'boot2docker'])
  expect((await lab('stop')).stderr).toBe('The lab’s network was removed, and every process in it was ended.')
})

test('“lab shell --ready” leaves a key alone that belongs to another VM', async () => {
  const { home, lab } = place()
  mkdirSync(join(home, '.ssh'))
  writeFileSync(join(home, '.ssh/id_boot2docker'), 'a key')
  const { exitCode, stderr } = await lab('shell', '--ready', 'true')
  expect([exitCode, stderr]).toEqual([
    3,
    `The key ${home}/.ssh/id_boot2docker belongs to another VM, and would not open the ready one.\nNothing was changed.\n` +
      `mv ${home}/.ssh/id_boot2docker ${home}/.ssh/id_boot2docker.old && ` +
      `mv ${home}/.ssh/id_boot2docker.pub ${home}/.ssh/id_boot2docker.pub.old`,
  ])
  expect(existsSync(join(home, '.boot2docker'))).toBe(false)
})

test('a shell that ends leaves the network to another one that is open', async () => {
  const { home, lab } = place()
  const script = 'touch inside; until [ -e go ]; do sleep 0.1; done; ip -br link show lo | cut -d" " -f1'
  const first = lab('shell', '--', 'sh', '-c', script)
  await expect.poll(() => existsSync(join(home, 'inside')), { timeout: 60_000 }).toBe(true)
  expect(await lab('shell', '--', 'true')).toMatchObject({ exitCode: 0 })
  writeFileSync(join(home, 'go'), '')
  expect(await first).toMatchObject({ exitCode: 0, stdout: 'lo' })
  expect((await lab('stop')).stderr).toBe('No lab shell is open.')
})
