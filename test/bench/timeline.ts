import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { PartStatus, PreparationStatus } from '../../runner/protocol/preparation.ts'
import { searchPlaces } from '../../runner/setup/probe.mjs'
import type { Row } from './table.ts'

const checkout = join(import.meta.dirname, '../..')
const limitMs = 20 * 60_000

/** The environment after a fresh clone: an empty home without caches; npm's settings are kept. */
const environmentIn = (home: string): NodeJS.ProcessEnv => {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|SHIPSHAPE_|XDG_|NODE_OPTIONS$|INIT_CWD$)/.test(name),
  )
  const userconfig = process.env['NPM_CONFIG_USERCONFIG'] ?? join(homedir(), '.npmrc')
  return {
    ...Object.fromEntries(kept),
    HOME: home,
    CI: 'true',
    PATH: searchPlaces(process.env).join(delimiter),
    NPM_CONFIG_USERCONFIG: userconfig,
  }
}

interface Site {
  readonly child: ChildProcess
  readonly address: URL
  readonly seconds: () => number
}

/** Interrupts the whole process group, like Ctrl-C in a terminal, and waits for it. */
const stop = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const ended = once(child, 'exit')
  process.kill(-child.pid, 'SIGINT')
  await ended
}

const answers = (address: URL): Promise<boolean> =>
  fetch(address).then(
    ({ status }) => status === 200,
    () => false,
  )

/** `npm start` until the page answers. */
const startIn = async (folder: string, env: NodeJS.ProcessEnv): Promise<Site> => {
  const since = performance.now()
  const child = spawn('npm', ['start'], { cwd: folder, env, detached: true, stdio: ['ignore', 'pipe', 'inherit'] })
  const over = once(child, 'exit').then(() => Promise.reject(new Error('“npm start” ended before it served anything.')))
  const printed = new Promise<URL>((resolve) => {
    createInterface(child.stdout).on('line', (line) =>
      line.startsWith('http://') ? resolve(new URL(line)) : undefined,
    )
  })
  const address = await Promise.race([printed, over])
  over.catch(() => undefined)
  while (!(await answers(address))) await sleep(50)
  return { child, address, seconds: () => (performance.now() - since) / 1000 }
}

const preparationOf = async ({ address }: Site): Promise<readonly PartStatus[]> => {
  const headers = { Authorization: `Bearer ${address.hash.replace('#token=', '')}` }
  // Our own server's answer.
  return ((await (await fetch(new URL('/api/preparation', address), { headers })).json()) as PreparationStatus).parts
}

const isPending = ({ state }: PartStatus): boolean => state === 'waiting' || state === 'preparing'

/** When each part was settled, in seconds after the start. */
const follow = async (site: Site): Promise<ReadonlyMap<PartStatus, number>> => {
  const settled = new Map<string, readonly [PartStatus, number]>()
  while (site.seconds() * 1000 < limitMs) {
    const parts = await preparationOf(site)
    for (const part of parts.filter((each) => !isPending(each) && !settled.has(each.id)))
      settled.set(part.id, [part, site.seconds()])
    if (!parts.some(isPending)) return new Map(settled.values())
    await sleep(250)
  }
  throw new Error('The preparation did not end.')
}

const row = (what: string, seconds: number | undefined, note: string): Row => ({
  what,
  unit: 's',
  ours: seconds,
  others: {},
  note,
})

const partRow = (part: PartStatus, seconds: number): Row => {
  const why = part.problem?.what.en.split('\n')[0]?.slice(0, 90) ?? ''
  if (part.state === 'failed') return row(part.title.en, undefined, `failed after ${seconds.toFixed(0)} s: ${why}`)
  const took = part.milliseconds === undefined ? 'found' : `took ${(part.milliseconds / 1000).toFixed(1)} s`
  return row(part.title.en, seconds, part.state === 'ready' ? took : 'not needed')
}

const measureIn = async (folder: string): Promise<readonly Row[]> => {
  const [clone, env] = [join(folder, 'clone'), environmentIn(join(folder, 'home'))]
  await promisify(execFile)('git', ['clone', '--quiet', checkout, clone])
  const first = await startIn(clone, env)
  try {
    const page = first.seconds()
    const parts = await follow(first)
    const all = [...parts.keys()].every(({ state }) => state !== 'failed') ? first.seconds() : undefined
    await stop(first.child)
    const second = await startIn(clone, env)
    const again = second.seconds()
    await stop(second.child)
    return [
      row('the page answers', page, 'npm start in an empty clone: npm’s packages, the site'),
      ...[...parts].map(([part, seconds]) => partRow(part, seconds)),
      row('all is ready', all, all === undefined ? 'some of it failed' : 'every guide for this computer can be run'),
      row('a second start: the page answers', again, ''),
    ]
  } finally {
    await stop(first.child)
  }
}

/** A fresh clone's timeline: seconds after `npm start`, in a clone and a home of its own. */
export const measureTimeline = async (): Promise<readonly Row[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'shipshape-timeline-'))
  try {
    return await measureIn(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
