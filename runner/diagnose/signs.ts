import type { Text } from '../../playbooks/model/index.ts'
import type { Cause, Sign } from '../../playbooks/troubleshooting.ts'
import { type Spell, actualSpelling, refsIn, render } from '../core/render.ts'
import type { Observation } from '../contract/observation.ts'
import { codesOf } from '../checks/look/reason.ts'
import { EngineFault } from '../host/engine-fault.ts'
import { proxyExceptions } from '../host/proxies.ts'
import { compareVersions } from './engine-answer.ts'
import type { Reader } from './reader.ts'

/** `unknown`: it needs a value that the error does not contain, or something that cannot be examined here. */
export type Answer = 'yes' | 'no' | 'unknown'

export interface Asking {
  readonly reader: Reader
  /** The values in the reader's error message, by `error.NAME`. */
  readonly found: ReadonlyMap<string, string>
  /** Whether the reader has given an error message or named the symptom. */
  readonly isSaid: boolean
}

/** Whether all signs of a cause are present. They are examined in order, until the first absent one. */
export const shows = async (cause: Cause, asking: Asking): Promise<Answer> => {
  for (const sign of cause.signs) {
    const answer = await ask(sign, asking)
    if (answer !== 'yes') return answer
  }
  return 'yes'
}

const yes = (holds: boolean): Answer => (holds ? 'yes' : 'no')

/** How the references in a text are spelled; undefined when one is not known. */
export const spellFor = async (texts: readonly Text[], { reader, found }: Asking): Promise<Spell | undefined> => {
  const refs = texts.flatMap((text) => refsIn(text))
  const address = refs.some((ref) => ref.from === 'target') ? await reader.address() : undefined
  const isKnown = refs.every((ref) =>
    ref.from === 'target'
      ? ref.name === 'address' && address !== undefined
      : ref.from === 'step' && found.has(`${ref.step}.${ref.name}`),
  )
  return isKnown ? actualSpelling({ facts: address === undefined ? {} : { address }, saved: found }) : undefined
}

const textsOf = (sign: Sign): readonly Text[] =>
  Object.values(sign).filter((value): value is Text => typeof value === 'object' && 'pieces' in value)

const ask = async (sign: Sign, asking: Asking): Promise<Answer> => {
  const spell = await spellFor(textsOf(sign), asking)
  if (spell === undefined) return 'unknown'
  try {
    return await look(sign, asking, (text) => render(text, 'text', spell))
  } catch (error) {
    if (isFromOutside(error)) return 'unknown'
    throw error
  }
}

/** An engine that refuses, hangs or has gone meanwhile. A client that is missing has been reported before. */
const isFromOutside = (error: unknown): boolean =>
  error instanceof EngineFault ||
  codesOf(error).length > 0 ||
  (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number')

const look = async (sign: Sign, { reader, isSaid }: Asking, say: (text: Text) => string): Promise<Answer> => {
  switch (sign.kind) {
    case 'said':
      return isSaid ? 'yes' : 'unknown'
    case 'engine': {
      const { answer } = await reader.engine()
      return yes(sign.answers.includes(answer))
    }
    case 'named-by':
      return yes(((await reader.endpoint()).namedBy.en === 'DOCKER_HOST') === (sign.by === 'DOCKER_HOST'))
    case 'proxied':
      return yes(isProxied((await reader.endpoint()).host, reader.env))
    case 'context-overridden':
      return yes(Boolean(reader.env['DOCKER_HOST']) && (await reader.chosenContext()) !== 'default')
    case 'port':
      return state(await reader.port(say(sign.host), Number(say(sign.port))), sign.state)
    case 'route':
      return device(await reader.route(say(sign.to)), sign.device)
    case 'file':
      return state(await reader.file(say(sign.path)), sign.state)
    case 'folder':
      return state(await reader.folder(say(sign.path)), sign.state)
    case 'published':
      return yes((await reader.isPublished(Number(say(sign.port)))) === sign.isPublished)
    case 'image':
      return state(await reader.image(say(sign.name)), sign.state)
    case 'api':
      return olderApi(reader, sign.older)
    case 'processor':
      return processor(reader, say(sign.name), sign.isIt)
    case 'reclaimable':
      return yes((await reader.reclaimableMegabytes()) >= sign.megabytes)
  }
}

/** The client uses a proxy for an engine at a network address, unless it is this computer itself. */
const isProxied = (host: string, env: Reader['env']): boolean => {
  const [, address] = /^tcp:\/\/([^:/]+)/.exec(host) ?? []
  if (address === undefined || address === 'localhost' || address.startsWith('127.')) return false
  return Object.keys(proxyExceptions(env, address)).length > 0
}

const state = (seen: Observation, wanted: string): Answer => {
  if (seen.kind === 'absent') return yes(wanted === 'absent')
  if (seen.kind === 'content') return yes(wanted === 'present')
  return seen.kind === 'state' ? yes(seen.state === wanted) : 'unknown'
}

const device = (seen: Observation, pattern: string): Answer => {
  if (seen.kind === 'absent') return 'no'
  return seen.kind === 'device' ? yes(new RegExp(pattern).test(seen.device)) : 'unknown'
}

const olderApi = async (reader: Reader, older: 'client' | 'engine'): Promise<Answer> => {
  const { version } = await reader.engine()
  const client = reader.env['DOCKER_API_VERSION'] ?? (await reader.clientApi())
  if (version === undefined || client === undefined) return 'unknown'
  // A client of 2026 supports no API below 1.40.
  return yes(
    older === 'client' ? compareVersions(client, version.oldestApi) < 0 : compareVersions(version.api, '1.40') < 0,
  )
}

const processor = async (reader: Reader, name: string, isIt: boolean): Promise<Answer> => {
  const { version } = await reader.engine()
  return version === undefined ? 'unknown' : yes((version.processor === name) === isIt)
}
