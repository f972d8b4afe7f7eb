import { type Check, equals, type Text, text, type WorldCheck } from '../model/index.ts'

/** A file on the reader's own computer, and what is in it. */
export const written = (path: string, content: Text): Check => ({
  ...{ kind: 'file', where: 'host', path: text`${path}`, state: 'present' },
  content: equals(content),
})

/** One value of a container. */
export const of = (name: string) => ({ kind: 'inspect', of: 'container', name: text`${name}` }) as const

export const ended = (name: string): WorldCheck => ({ kind: 'container', name: text`${name}`, state: 'exited' })
