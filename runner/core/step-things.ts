import type { Check } from '../../playbooks/model/check.ts'
import type { Text } from '../../playbooks/model/text.ts'
import type { PlannedStep } from './plan.ts'
import { refsIn } from './render.ts'

/**
 * What a step creates for others and what it uses of theirs, derived from its commands and its checks. Things are
 * containers, images, volumes, networks, files, VMs and ports, by their names.
 */
export interface StepThings {
  readonly id: string
  /** The command line; empty when it has none. */
  readonly line: string
  /** The file that it writes. */
  readonly file?: { readonly path: string; readonly content: string }
  /** Things that its command creates or replaces. */
  readonly creates: ReadonlySet<string>
  /** The same, plus what its checks expect to exist, each with the expected state. */
  readonly makes: ReadonlyMap<string, string>
  /** The ports of each container that its command creates, which go with it. */
  readonly publishes: ReadonlyMap<string, readonly string[]>
  /** Things that its checks expect to be absent. */
  readonly removes: readonly string[]
  /** Things that its checks name, and the ports that it connects to. */
  readonly names: ReadonlySet<string>
  /** Phrases that its checks expect; an earlier step must have typed them. */
  readonly expects: readonly string[]
  /** Steps whose saved values it needs. */
  readonly savedFrom: ReadonlySet<string>
  /** Steps that it undoes. */
  readonly undoes: readonly string[]
  /** It is expected to fail. */
  readonly isFailure: boolean
}

export const thingsOf = (step: PlannedStep): StepThings => {
  const { id, action, checks, undoes, expectFailure } = step
  const line = action.kind === 'command' || action.kind === 'interactive' ? plain(action.line) : ''
  const creates = createdBy(line)
  const looked = checks.flatMap(lookedAt)
  return {
    ...{ id, line, undoes, isFailure: expectFailure !== undefined },
    ...(action.kind === 'file' ? { file: { path: plain(action.path), content: plain(action.content) } } : {}),
    creates: new Set(creates),
    makes: new Map([...creates.map((name) => [name, 'present'] as const), ...checks.flatMap(promisedBy)]),
    publishes: publishedBy(line),
    removes: checks.flatMap(removedBy),
    names: new Set([...looked, ...goneOf(step), ...checks.flatMap(portsOf), ...portsIn(step, line)]),
    expects: checks.flatMap(expectedBy).filter(isPhrase),
    savedFrom: new Set(
      refsIn([action, checks]).flatMap((ref) => (ref.from === 'step' && ref.step !== id ? [ref.step] : [])),
    ),
  }
}

const plain = ({ pieces, values }: Text): string => pieces.map((piece, at) => piece + plainValue(values[at])).join('')
const plainValue = (value: Text['values'][number] | undefined): string => (typeof value === 'string' ? value : '')

/** The text when it has no references, so that it is known before the run. */
const known = (text: Text): readonly string[] =>
  text.values.every((value) => typeof value === 'string') && plain(text) !== '' ? [plain(text)] : []

/** Whether a text contains this name as a whole word. */
export const mentions = (text: string, name: string): boolean =>
  new RegExp(`(?<![\\w./-])${whole(name)}(?![\\w./-])`).test(text)

/** A name inside a regular expression. */
export const whole = (name: string): string => name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

const found = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, name = '']) => name)

const portName = (port: string | number): string => `:${port}`

/** The names in docker(1) commands that create something. A `--rm` container is gone when it ends. */
const createdBy = (line: string): readonly string[] => [
  ...(/ --rm\b/.test(line) ? [] : found(line, /\bdocker (?:container )?(?:run|create)\b[^]*? --name[ =](\S+)/g)),
  ...found(line, /\bdocker (?:buildx |image )?build\b[^]*? (?:-t|--tag)[ =](\S+)/g),
  ...found(line, /\bdocker (?:image )?tag \S+ (\S+)/g),
  ...found(line, /\bdocker (?:container )?rename \S+ (\S+)/g),
  ...found(line, /\bdocker (?:volume|network) create\b.* (\S+)$/gm),
  ...portsOfOptions(line),
]

const portsOfOptions = (words: string): readonly string[] =>
  found(words, / (?:-p|--publish)[ =](?:[\d.]+:)?(\d+):/g).map(portName)

const publishedBy = (line: string): StepThings['publishes'] =>
  new Map(
    found(line, /\bdocker (?:container )?(?:run|create)\b([^;&|]*)/g).flatMap((words) =>
      found(words, / --name[ =](\S+)/g).map((name) => [name, portsOfOptions(words)] as const),
    ),
  )

const promisedBy = (check: Check): readonly (readonly [string, string])[] => {
  if (check.kind === 'published-port') return known(check.hostPort).map((port) => [portName(port), 'present'])
  return 'state' in check && check.state !== 'absent' ? namedBy(check).map((name) => [name, check.state]) : []
}

const removedBy = (check: Check): readonly string[] =>
  'state' in check && check.state === 'absent' ? namedBy(check) : []

/** The thing whose presence or state a check is about. */
const namedBy = (check: Check): readonly string[] => {
  switch (check.kind) {
    case 'container':
    case 'image':
    case 'volume':
    case 'network':
      return known(check.name)
    case 'file':
      return known(check.path)
    case 'machine':
      return [check.name]
    default:
      return []
  }
}

const lookedAt = (check: Check): readonly string[] => {
  if (check.kind === 'inspect') return check.of === 'engine' ? [] : known(check.name)
  if (check.kind === 'container-file' || check.kind === 'published-port') return known(check.container)
  return promisedBy(check).map(([name]) => name)
}

/** Things that must exist before the step: a check for absence proves nothing when the thing was absent before. */
const goneOf = ({ checks, idempotent }: PlannedStep): readonly string[] =>
  idempotent === undefined ? checks.filter((check) => !('mayHoldBefore' in check)).flatMap(removedBy) : []

const portsOf = (check: Check): readonly string[] => {
  if (check.kind === 'port') return check.state === 'open' ? [portName(check.port)] : []
  return check.kind === 'http' ? found(plain(check.url), /:(\d+)/g).map(portName) : []
}

/** The name of an image may begin with a registry's port, which is not contacted for a local image. */
const isLocal = /^docker (?:image )?(?:tag|rmi|rm|inspect|history)\b/

/** A command that is expected to fail also fails when nothing answers. */
const portsIn = ({ expectFailure }: PlannedStep, line: string): readonly string[] =>
  expectFailure !== undefined || isLocal.test(line) ? [] : found(line, /[:,](\d+)/g).map(portName)

const expectedBy = (check: Check): readonly string[] => {
  // That it is gone proves nothing when it was never started.
  if (check.kind === 'process') return known(check.command)
  if (check.kind !== 'output' || (check.match.how !== 'equals' && check.match.how !== 'contains')) return []
  return known(check.match.text)
}

/** Long enough to be unique. */
const isPhrase = (text: string): boolean => text.length >= 10 && text.includes(' ')
