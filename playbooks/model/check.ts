import type { Place } from './action.ts'
import { type Duration, type Text, text } from './text.ts'

/** How a text is compared. No similarity, no guessing. */
export type Match =
  | { readonly how: 'equals'; readonly text: Text }
  | { readonly how: 'contains'; readonly text: Text }
  | { readonly how: 'excludes'; readonly text: Text }
  /** A JavaScript regular expression's source, flag `m`. */
  | { readonly how: 'matches'; readonly pattern: string }

/**
 * How a check of the world is looked at. `within`: how long it may wait for its outcome to settle; absent: looked at
 * once.
 */
interface Settling {
  readonly within?: Duration
  /**
   * It may hold before the step too: it is about what the step must leave alone, or clear away behind itself. Says why.
   */
  readonly mayHoldBefore?: string
}

/** What the command itself said. Judged once, from what was recorded. */
export type CommandCheck =
  | { readonly kind: 'exit-code'; readonly equals: number }
  | { readonly kind: 'output'; readonly stream: 'stdout' | 'stderr'; readonly match: Match }

/**
 * What the engine keeps and can be asked about; `engine` is the engine itself (`docker info`), named by its endpoint.
 */
export type EngineObject = 'container' | 'image' | 'volume' | 'network' | 'engine'

export interface Login {
  readonly user: Text
  readonly password: Text
}

/** What is seen by another road than the command took. */
export type WorldCheck =
  /** The engine's API, not the command's words. */
  | ({
      readonly kind: 'container'
      readonly name: Text
      readonly state: 'running' | 'paused' | 'exited' | 'created' | 'absent'
    } & Settling)
  | ({ readonly kind: 'image'; readonly name: Text; readonly state: 'present' | 'absent' } & Settling)
  | ({ readonly kind: 'volume'; readonly name: Text; readonly state: 'present' | 'absent' } & Settling)
  | ({ readonly kind: 'network'; readonly name: Text; readonly state: 'present' | 'absent' } & Settling)
  /**
   * One value of what the engine's API tells of an object, found by a JSON pointer (RFC 6901). A string is compared as
   * it is, anything else as compact JSON. `absent`: the pointer leads nowhere. Never holds for an object that is not
   * there.
   */
  | ({
      readonly kind: 'inspect'
      readonly of: EngineObject
      readonly name: Text
      readonly at: string
      readonly match: Match | 'absent'
    } & Settling)
  /** A file in a container, running or not, and in the volumes that it mounts; read through the engine's API. */
  | ({
      readonly kind: 'container-file'
      readonly container: Text
      readonly path: Text
      readonly state: 'present' | 'absent'
      readonly content?: Match
    } & Settling)
  /** A container's published port, from the engine's API. */
  | ({
      readonly kind: 'published-port'
      readonly container: Text
      readonly guestPort: number
      readonly hostPort: Text
    } & Settling)
  /** A TCP connection from the reader's computer. */
  | ({
      readonly kind: 'port'
      readonly host: Text
      readonly port: number
      readonly state: 'open' | 'refused' | 'silent'
    } & Settling)
  /** An HTTP request from the reader's computer, with basic authentication (RFC 7617) when there is a login. */
  | ({
      readonly kind: 'http'
      readonly url: Text
      readonly status: number
      readonly body?: Match
      readonly login?: Login
    } & Settling)
  /** The engine's API over TLS at an endpoint, as a client with the machine's certificates sees it. */
  | ({ readonly kind: 'engine'; readonly endpoint: Text; readonly state: 'answers' | 'silent' } & Settling)
  | ({
      readonly kind: 'file'
      readonly where: Place
      readonly path: Text
      readonly state: 'present' | 'absent'
      readonly content?: Match
    } & Settling)
  | ({
      readonly kind: 'folder'
      readonly where: Place
      readonly path: Text
      readonly state: 'present' | 'absent' | 'empty'
    } & Settling)
  /** A process whose command line holds the text. */
  | ({
      readonly kind: 'process'
      readonly where: Place
      readonly command: Text
      readonly state: 'running' | 'absent'
    } & Settling)
  /** The virtual machine, asked through its hypervisor. */
  | ({
      readonly kind: 'machine'
      readonly name: string
      readonly state: 'running' | 'paused' | 'saved' | 'poweroff' | 'absent'
    } & Settling)
  /** How a name resolves on the reader's computer. */
  | ({ readonly kind: 'name'; readonly name: Text; readonly address: Text | 'none' } & Settling)
  /** Through which network device the reader's computer sends packets for an address. */
  | ({ readonly kind: 'route'; readonly to: Text; readonly device: string } & Settling)
  /** A variable in the environment of the reader's shell, after the step. */
  | ({ readonly kind: 'variable'; readonly name: string; readonly match: Match | 'unset' } & Settling)

export type Check = CommandCheck | WorldCheck

export const equals = (text: Text): Match => ({ how: 'equals', text })
export const contains = (text: Text): Match => ({ how: 'contains', text })
export const excludes = (text: Text): Match => ({ how: 'excludes', text })
export const matches = (pattern: RegExp): Match => ({ how: 'matches', pattern: pattern.source })

/** The command's exit code. */
export const exits = (equals: number): Check => ({ kind: 'exit-code', equals })
/** What the command wrote on standard output. */
export const prints = (match: Match): Check => ({ kind: 'output', stream: 'stdout', match })
/** What the command wrote on standard error. */
export const complains = (match: Match): Check => ({ kind: 'output', stream: 'stderr', match })

/** The container is not there, by the engine's API. */
export const gone = (name: string): WorldCheck => ({ kind: 'container', name: text`${name}`, state: 'absent' })
/** That `--rm` has removed a container at its end. */
export const comesAndGoes = (container: string): WorldCheck => ({
  ...gone(container),
  mayHoldBefore: 'The container comes and goes within the step.',
})
