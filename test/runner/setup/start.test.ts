import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

/** The real set-up in a clone of its own, with an npm, an Astro and a Shipshape that are small programs. */
let folder = ''
let children: ChildProcess[] = []
const at = (...parts: readonly string[]): string => join(folder, ...parts)
const checkout = (...parts: readonly string[]): string => at('checkout', ...parts)

const executable = async (path: string, text: string): Promise<void> => {
  await writeFile(path, text)
  await chmod(path, 0o755)
}

/** Waits in its middle for as long as there is a file `NAME.slow`. */
const slowly = (name: string): string =>
  `echo ${name} >> "$FAKE/calls"; while [ -e "$FAKE/${name}.slow" ]; do sleep 0.05; done`
const npm = `#!/bin/sh
${slowly('npm')}
if [ -e "$FAKE/npm.says" ]; then cat "$FAKE/npm.says"; exit 1; fi
mkdir -p node_modules/.bin node_modules/astro/bin
ln -sf "${process.execPath}" node_modules/.bin/node
cp "$FAKE/astro.mjs" node_modules/astro/bin/astro.mjs
`
const astro = `import { appendFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
const fake = process.env.FAKE, out = process.argv[process.argv.indexOf('--outDir') + 1]
appendFileSync(fake + '/calls', 'site\\n')
mkdirSync(out, { recursive: true })
while (existsSync(fake + '/site.slow')) await new Promise((resolve) => setTimeout(resolve, 50))
writeFileSync(out + '/index.html', 'whole')
`
const shipshape = `import { appendFileSync, existsSync } from 'node:fs'
const args = process.argv.slice(2).join(' ')
appendFileSync(process.env.FAKE + '/calls', 'shipshape ' + args + '\\n')
process.exitCode = args.startsWith('lab') ? Number(process.env.LAB_EXIT ?? 0) : 0
`

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shipshape-start-'))
  for (const name of ['bin', 'checkout/runner/bin', 'checkout/site']) await mkdir(at(name), { recursive: true })
  await cp(join(import.meta.dirname, '../../../runner/setup'), checkout('runner/setup'), { recursive: true })
  await writeFile(checkout('package.json'), '{"type":"module"}')
  await writeFile(checkout('package-lock.json'), '{}')
  await writeFile(checkout('runner/bin/shipshape.mjs'), shipshape)
  await writeFile(at('astro.mjs'), astro)
  await executable(at('bin/npm'), npm)
  await executable(at('bin/apt-get'), '#!/bin/sh\necho "E: no mirror"; exit 100\n')
})
afterEach(async () => {
  children.forEach((child) => child.kill('SIGKILL'))
  children = []
  await rm(folder, { recursive: true, force: true })
})

interface Started {
  readonly child: ChildProcess
  readonly ended: Promise<{ readonly code: number | null; readonly said: string }>
}

const start = (job = 'start', env: Record<string, string> = {}): Started => {
  const path = [at('bin'), '/usr/bin', '/bin'].join(':')
  const child = spawn(process.execPath, [checkout('runner/setup/main.mjs'), job], {
    env: { PATH: path, HOME: folder, FAKE: folder, CI: 'true', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  children.push(child)
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  // Node's own signature.
  return { child, ended: once(child, 'close').then(([code]) => ({ code: code as number | null, said })) }
}
const calls = async (): Promise<readonly string[]> =>
  (await readFile(at('calls'), 'utf8').catch(() => '')).split('\n').filter((line) => line !== '')
const called = async (name: string): Promise<void> => {
  while (!(await calls()).includes(name)) await new Promise((resolve) => setTimeout(resolve, 20))
}
const whole = ['npm', 'site', 'shipshape serve']

test('an empty clone is served once npm’s packages and the site are there, and nothing else is installed', async () => {
  expect((await start().ended).code).toBe(0)
  expect(await calls()).toEqual(whole)
})

test('a second start only serves, without any network', async () => {
  await start().ended
  await writeFile(at('npm.says'), 'npm error code ENOTFOUND')
  expect((await start().ended).code).toBe(0)
  expect(await calls()).toEqual([...whole, 'shipshape serve'])
})

test('two starts at once install once and build once', async () => {
  const codes = await Promise.all([start().ended, start().ended])
  expect(codes.map(({ code }) => code)).toEqual([0, 0])
  expect((await calls()).toSorted()).toEqual(['npm', 'shipshape serve', 'shipshape serve', 'site'])
})

describe('without a network', () => {
  test('a first start says so, with the one command', async () => {
    await writeFile(
      at('npm.says'),
      'npm error code EAI_AGAIN\nnpm error request to https://registry.npmjs.org/astro failed',
    )
    const { code, said } = await start().ended
    expect(code).toBe(3)
    expect(said).toContain('npm cannot reach its registry (EAI_AGAIN). The first start needs the network')
    expect(said).toMatch(/\nRun this:\n\nnpm ci\n\n$/)
  })
})

describe('Ctrl-C', () => {
  test.each([
    ['npm', 'Stopped. The next start runs npm ci again.', 'node_modules/.shipshape'],
    ['site', 'Stopped. The next start builds the site.', 'dist'],
  ])(
    'in the middle of %s ends with 130, and the next start takes nothing half made for whole',
    async (phase, says, half) => {
      await writeFile(at(`${phase}.slow`), '')
      const { child, ended } = start()
      await called(phase)
      child.kill('SIGINT')
      await rm(at(`${phase}.slow`))
      const { code, said } = await ended
      expect([code, said.includes(says), existsSync(checkout(half))]).toEqual([130, true, false])
      await start().ended
      expect((await calls()).slice(-2)).toEqual(['site', 'shipshape serve'])
      expect((await calls()).filter((call) => call === phase)).toHaveLength(2)
      expect(await readFile(checkout('dist/index.html'), 'utf8')).toBe('whole')
    },
  )
})

describe('a job that runs guides', () => {
  test('goes on without programs that cannot be had, and says how to get them', async () => {
    for (const processor of ['x86_64', 'aarch64'])
      await executable(at(`bin/qemu-system-${processor}`), '#!/bin/sh\necho QEMU emulator version 7.2.0\n')
    const { code, said } = await start('verify').ended
    expect(code).toBe(0)
    expect(said).toMatch(/(?:QEMU|qemu)[^]*Run this:\n\n/)
    expect(await calls()).toEqual(['npm', 'shipshape lab build', 'shipshape verify'])
  })

  test('goes on when part of the lab could not be made', async () => {
    await start('verify', { LAB_EXIT: '3' }).ended
    expect((await calls()).at(-1)).toBe('shipshape verify')
  })

  test('does not begin when Ctrl-C ended the preparation', async () => {
    expect((await start('verify', { LAB_EXIT: '130' }).ended).code).toBe(130)
    expect((await calls()).at(-1)).toBe('shipshape lab build')
  })
})
