import { setTimeout as sleep } from 'node:timers/promises'
import {
  type Checks,
  type Match,
  type Playbook,
  type Step,
  type Words,
  alike,
  spellings,
} from '../../../playbooks/model/index.ts'
import { judge } from '../../../runner/checks/kinds.ts'
import { stepOnTarget } from '../../../runner/core/plan.ts'
import { render, type Spell } from '../../../runner/core/render.ts'
import { type Observation, type Observed, cannotLook } from '../../../runner/contract/observation.ts'
import type { ActualWorldCheck, Rendered } from '../../../runner/contract/rendered.ts'
import type { ExecOptions, ExecResult, Session } from '../../../runner/contract/session.ts'
import type { Target } from '../../../runner/contract/target.ts'
import { openTerminal } from '../../../runner/targets/shell/terminal.ts'
import type { UsedStandIn } from '../../../runner/protocol/events.ts'

/** What a step of the rehearsal does instead of what its checks expect. */
export interface Departure {
  readonly stdout?: string
  readonly stderr?: string
  /** What every look at the world sees. */
  readonly sees?: string
  /** Why no look at the world succeeds. */
  readonly cannotLook?: Words
  /** The command runs until this resolves, or until it is cancelled. */
  readonly until?: Promise<unknown>
}

export interface Rehearsal {
  readonly departures?: { readonly [step: string]: Departure }
  readonly stepMs?: number
  /** The program that stands for the shell in its VM, on a real terminal; absent: it has no VM to explore. */
  readonly shell?: readonly string[]
  /** The stand-ins that its engine was served. */
  readonly standIns?: readonly UsedStandIn[]
  /** What a reader should know before a guide uses it. */
  readonly holds?: Words
}

const facts = { address: '192.168.59.103', user: 'docker', dockerHost: 'tcp://192.168.59.103:2376' }

const spell: Spell = (ref) => (ref.from === 'target' ? facts[ref.name] : '32768')

/** Texts for the patterns of the guides: nothing can be made of a regular expression alone. */
const samples = [
  'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
  '0.0.0.0:32768\n[::]:32768',
  '{\n\t"Name": "boot2docker-vm",\n\t"State": "running",\n\t"SSHPort": 2022\n}',
  '# boot2docker profile filename: /home/reader/.boot2docker/profile\nLowerIP = "192.168.59.103"',
  'docker',
  '/home/reader/.boot2docker/certs/boot2docker-vm',
  'Client: Docker Engine\n API version: 1.48',
  'Server: Docker Engine\n API version: 1.45',
  'code /home/reader/code 9p rw',
  '/usr/bin/dockerd --tlsverify',
  '127.0.0.1 localhost\n192.168.59.103 dockerhost',
  '0.0.0.0:32768',
  '1234',
  'web',
]

/** A text for a pattern that is little more than literal text: what is between them is made up. */
const madeUp = (pattern: string): string =>
  pattern
    .split('|')[0]
    ?.replaceAll(/^\^|\$$|\(\?:|(?<!\\)[()]/g, '')
    .replaceAll('[^]*', '\n')
    .replaceAll(/\.[*+]\??/g, 'x')
    .replaceAll(/\\s[*+]?/g, ' ')
    .replaceAll(/\\[Sw][*+]?/g, 'x')
    .replaceAll(/\\d[*+]?(?:\{\d+\})?/g, '1')
    .replaceAll(/\\(.)/g, '$1') ?? ''

const matching = (pattern: string): string =>
  [...samples, madeUp(pattern)].find((sample) => new RegExp(pattern, 'm').test(sample)) ?? pattern

const satisfying = (match: Match): string => {
  switch (match.how) {
    case 'equals':
    case 'contains':
      return render(match.text, 'text', spell)
    case 'excludes':
      return 'done'
    case 'matches':
      return matching(match.pattern)
  }
}

const checksOf = (step: Step): Checks => stepOnTarget(step, 'lab').checks

const wordsOf = (step: Step, stream: 'stdout' | 'stderr'): string => {
  const promised = checksOf(step).flatMap((check) =>
    check.kind === 'output' && check.stream === stream ? [satisfying(check.match)] : [],
  )
  const saved = Object.values(step.saves).flatMap(({ from, pattern }) => (from === stream ? [matching(pattern)] : []))
  const text = [...new Set([...promised, ...saved])].join('\n')
  return text === '' ? '' : `${text}\n`
}

const exitCodeOf = (step: Step): number =>
  checksOf(step).flatMap((check) => (check.kind === 'exit-code' ? [check.equals] : []))[0] ?? 0

const shown = (match: Rendered<Match>): string => {
  if (match.how === 'matches') return matching(match.pattern)
  return match.how === 'excludes' ? 'done' : match.text
}

/** Every text that a check names, and one for each pattern. */
const textsIn = (thing: unknown): readonly string[] => {
  if (typeof thing === 'string' || typeof thing === 'number') return [String(thing)]
  if (typeof thing !== 'object' || thing === null) return []
  if ('how' in thing) return [shown(thing as Rendered<Match>)] // nothing else in a check says how
  return Object.values(thing).flatMap(textsIn)
}

/** Whatever can be seen of the world that has to do with a check. */
const candidates = (check: ActualWorldCheck): readonly Observed[] => {
  const texts = ['', ...textsIn(check)]
  return [
    ...texts.map((value): Observed => ({ kind: 'value', value })),
    { kind: 'absent' },
    ...texts.map((state): Observed => ({ kind: 'state', state })),
    ...texts.map((content): Observed => ({ kind: 'content', content })),
    ...texts.map((address): Observed => ({ kind: 'address', address })),
    ...texts.map((device): Observed => ({ kind: 'device', device })),
    ...texts.map((at): Observed => ({ kind: 'nothing', at })),
    ...texts.flatMap((status) => texts.map((body): Observed => ({ kind: 'http', status: Number(status), body }))),
  ]
}

/** What is seen when the check is right: its own judge says so. */
const seen = (check: ActualWorldCheck): Observation =>
  candidates(check).find((each) => judge(check, each).holds) ?? cannotLook(nothingMadeUp)

/** What is seen once the step is undone: the check does not hold any more. */
const seenUndone = (check: ActualWorldCheck): Observation =>
  candidates(check).find((each) => !judge(check, each).holds) ?? cannotLook(nothingMadeUp)

const otherwise = (sees: string): Observation =>
  sees === 'absent' ? { kind: 'absent' } : { kind: 'state', state: sees }

const nothingMadeUp = alike('a rehearsal can make up nothing that this check asks for')

const ended = (result: Partial<ExecResult>): ExecResult => ({
  exitCode: 0,
  ended: 'by-itself',
  stdout: '',
  stderr: '',
  milliseconds: 1,
  ...result,
})

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) =>
    signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true }),
  )

const act = async (step: Step, departure: Departure, stepMs: number, options: ExecOptions): Promise<ExecResult> => {
  const stdout = departure.stdout ?? wordsOf(step, 'stdout')
  const stderr = departure.stderr ?? wordsOf(step, 'stderr')
  options.onOutput('stdout', stdout, 0)
  options.onOutput('stderr', stderr, 0)
  await Promise.race([departure.until ?? sleep(stepMs), untilAborted(options.signal)])
  if (options.signal.aborted) return ended({ exitCode: null, ended: 'cancelled', stdout, stderr })
  const hangs = step.expectFailure?.kind === 'hangs'
  return ended({ stdout, stderr, ...(hangs ? { exitCode: null, ended: 'deadline' } : { exitCode: exitCodeOf(step) }) })
}

const openShell =
  (command: readonly string[]): NonNullable<Session['explore']> =>
  (options) =>
    Promise.resolve(
      openTerminal({ command, env: { PATH: process.env['PATH'] ?? '', PS1: 'vm$ ', TERM: 'xterm' }, ...options }),
    )

/** A target on which everything a guide says is true, unless a step departs from it. It touches nothing. */
export const truthfulTarget = (
  playbook: Playbook,
  { departures = {}, stepMs = 5, standIns = [], shell, holds }: Rehearsal = {},
): Target => {
  let now = ''
  let isUndone = false
  const session: Session = {
    target: {
      id: 'lab',
      description: 'a rehearsal: nothing is really run',
      details: {},
      rehearsal: { en: 'a script that runs nothing', 'zh-cn': '不真正运行任何命令的脚本' },
    },
    facts: () => Promise.resolve(facts),
    exec: (_action, options) => {
      const step = playbook.steps.find((each) => each.id === options.id.replace(/\.\d+$/, ''))
      // The other commands are undos, which come last.
      isUndone = step === undefined
      if (step === undefined) return Promise.resolve(ended({}))
      now = step.id
      return act(step, departures[step.id] ?? {}, stepMs, options)
    },
    observe: (check) => {
      if (isUndone) return Promise.resolve(seenUndone(check))
      const { sees, cannotLook: reason } = departures[now] ?? {}
      if (reason !== undefined) return Promise.resolve(cannotLook(reason))
      return Promise.resolve(sees === undefined ? seen(check) : otherwise(sees))
    },
    standIns: () => Promise.resolve(standIns),
    ...(shell === undefined ? {} : { explore: openShell(shell) }),
    died: new Promise(() => undefined),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
  const features: Target['features'] = new Set([
    'host-shell',
    'guest-shell',
    'engine',
    'machine',
    'host-only-network',
    'terminal',
  ] as const)
  return {
    id: 'lab',
    features,
    spelling: spellings.lab,
    missing: () => Promise.resolve([]),
    ...(holds === undefined ? {} : { holds: () => Promise.resolve(holds) }),
    open: () => {
      isUndone = false
      return Promise.resolve(session)
    },
  }
}
