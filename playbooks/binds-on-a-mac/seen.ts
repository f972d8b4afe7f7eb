import { type Check, equals, type Text, text, type WorldCheck } from '../model/index.ts'

/** A file on the reader's own computer, and what is in it. */
export const written = (path: string, content: Text): Check => ({
  ...{ kind: 'file', where: 'host', path: text`${path}`, state: 'present' },
  content: equals(content),
})

export const ended = (name: string): WorldCheck => ({ kind: 'container', name: text`${name}`, state: 'exited' })
