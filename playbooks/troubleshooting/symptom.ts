import type { Ref, Step, Text, Words } from '../model/index.ts'

/** How the engine answers where the reader's client looks for it. */
export type EngineAnswer =
  | 'answers'
  /** Nobody listens at that address. */
  | 'refused'
  /** Packets vanish. */
  | 'silent'
  | 'no-socket'
  | 'no-permission'
  /** Somebody answers, whose certificate does not belong to this address or this client. */
  | 'wrong-certificate'
  /** The engine speaks TLS, and the client does not. */
  | 'wants-tls'
  /** The client speaks TLS, and the engine does not. */
  | 'no-tls'
  | 'unknown-name'

/** Something that can be seen on the reader's computer without changing it. */
export type Sign =
  | { readonly kind: 'engine'; readonly answers: readonly [EngineAnswer, ...EngineAnswer[]] }
  /** Where the client has the engine's address from. */
  | { readonly kind: 'named-by'; readonly by: 'DOCKER_HOST' | 'context' }
  /** `DOCKER_HOST` is set although a context other than the default one was chosen. */
  | { readonly kind: 'context-overridden' }
  | { readonly kind: 'door'; readonly host: Text; readonly port: Text; readonly state: 'open' | 'refused' | 'silent' }
  /** Packets for an address leave through a network device whose name matches. */
  | { readonly kind: 'route'; readonly to: Text; readonly device: string }
  | { readonly kind: 'file'; readonly path: Text; readonly state: 'present' | 'absent' }
  | { readonly kind: 'folder'; readonly path: Text; readonly state: 'present' | 'absent' | 'empty' }
  /** A container of the engine publishes the port. */
  | { readonly kind: 'published'; readonly port: Text; readonly isPublished: boolean }
  | { readonly kind: 'image'; readonly name: Text; readonly state: 'present' | 'absent' }
  /** The oldest or newest version of the API that one of them knows is out of the other's reach. */
  | { readonly kind: 'api'; readonly older: 'client' | 'engine' }
  /** The engine's own processor is, or is not, of this kind: `amd64`, `arm64`. */
  | { readonly kind: 'processor'; readonly name: Text; readonly isIt: boolean }
  /** So much could be freed: what no container uses. */
  | { readonly kind: 'reclaimable'; readonly megabytes: number }
  /** The error itself says it. */
  | { readonly kind: 'said' }

export interface Cause {
  /** Unique in its symptom. */
  readonly id: string
  /** All of them together show it. */
  readonly signs: readonly [Sign, ...Sign[]]
  /** The same question, asked by hand. */
  readonly ask: Text
  /** The answer that leads here. */
  readonly answer: Words
  readonly because: Words
  /** One command that mends it. */
  readonly fix: Text
  /** The step of a guide that does so. */
  readonly step?: Step
}

/** Something that a reader sees and searches for. */
export interface Symptom {
  /** Lower-case words joined by `-`. */
  readonly id: string
  readonly title: Words
  /** As it stands on the screen; the first is the most usual one. */
  readonly texts: readonly [string, ...string[]]
  /** A JavaScript regular expression, flag `i`; its named groups are what `found` refers to. */
  readonly pattern: string
  /** In the order in which they are asked. */
  readonly causes: readonly [Cause, ...Cause[]]
}

/** What a named group of the symptom's pattern found in the error. */
export const found = (name: string): Ref => ({ from: 'step', step: 'error', name })
