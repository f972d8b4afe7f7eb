import type { Ref, Step, Text, Words } from '../model/index.ts'
import type { Source } from '../source.ts'

/** How the engine answers where the reader's client looks for it. */
export type EngineAnswer =
  | 'answers'
  /** Nothing listens at that address. */
  | 'refused'
  /** Packets are lost. */
  | 'silent'
  /** Somebody accepts the connection and does not answer. */
  | 'hangs'
  /** Somebody answers who is no Docker engine. */
  | 'not-docker'
  | 'no-socket'
  /** ssh would have to ask for a password, or whether the host is the right one. */
  | 'no-login'
  /** The client of the computer that ssh reaches has no engine. */
  | 'no-engine'
  | 'no-permission'
  /** A server answers whose certificate is not for this address or this client. */
  | 'wrong-certificate'
  /** The engine says that the client's certificate is not valid today: the engine's clock is wrong. */
  | 'expired-for-engine'
  /** The engine's certificate is not valid today by this computer's clock. */
  | 'expired-for-client'
  /** The engine uses TLS, and the client does not. */
  | 'wants-tls'
  /** The client uses TLS, and the engine does not. */
  | 'no-tls'
  | 'unknown-name'

/** Something that can be observed on the reader's computer without changing it. */
export type Sign =
  | { readonly kind: 'engine'; readonly answers: readonly [EngineAnswer, ...EngineAnswer[]] }
  /** Where the client gets the engine's address from. */
  | { readonly kind: 'named-by'; readonly by: 'DOCKER_HOST' | 'context' }
  /** A proxy is set, and the engine's address is not in the list of exceptions. */
  | { readonly kind: 'proxied' }
  /** `DOCKER_HOST` is set although a context other than the default one was chosen. */
  | { readonly kind: 'context-overridden' }
  | { readonly kind: 'port'; readonly host: Text; readonly port: Text; readonly state: 'open' | 'refused' | 'silent' }
  /** Packets for an address leave through a network device whose name matches. */
  | { readonly kind: 'route'; readonly to: Text; readonly device: string }
  | { readonly kind: 'file'; readonly path: Text; readonly state: 'present' | 'absent' }
  | { readonly kind: 'folder'; readonly path: Text; readonly state: 'present' | 'absent' | 'empty' }
  /** A container of the engine publishes the port. */
  | { readonly kind: 'published'; readonly port: Text; readonly isPublished: boolean }
  | { readonly kind: 'image'; readonly name: Text; readonly state: 'present' | 'absent' }
  /** The versions of the API that one of them supports are too old for the other. */
  | { readonly kind: 'api'; readonly older: 'client' | 'engine' }
  /** The engine's own processor is, or is not, of this kind: `amd64`, `arm64`. */
  | { readonly kind: 'processor'; readonly name: Text; readonly isIt: boolean }
  /** At least this much could be freed: what no container uses. */
  | { readonly kind: 'reclaimable'; readonly megabytes: number }
  /** The error message itself is the sign. */
  | { readonly kind: 'said' }

export interface Cause {
  /** Unique in its symptom. */
  readonly id: string
  /** It is the cause when all of them hold. */
  readonly signs: readonly [Sign, ...Sign[]]
  /** The command that shows it, for a reader who looks by hand. */
  readonly ask: Text
  /** The output that points to this cause. */
  readonly answer: Words
  readonly because: Words
  /** One command that fixes it. */
  readonly fix: Text
  /** The step of a guide that does so. */
  readonly step?: Step
}

/** Something that a reader sees and searches for. */
export interface Symptom {
  /** Lower-case words joined by `-`. */
  readonly id: string
  readonly title: Words
  /** As it appears on the screen; the most common one first. */
  readonly texts: readonly [string, ...string[]]
  /** A JavaScript regular expression, flag `i`; its named groups are what `found` refers to. */
  readonly pattern: string
  /** In the order in which they are checked. */
  readonly causes: readonly [Cause, ...Cause[]]
  /** Pages that describe the error or its fix; none where the steps of a guide show both. */
  readonly sources?: readonly [Source, ...Source[]]
}

/** What a named group of the symptom's pattern found in the error. */
export const found = (name: string): Ref => ({ from: 'step', step: 'error', name })
