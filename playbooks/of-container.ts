import { type Check, equals, text } from './model/index.ts'

/** One value of a container: `{ ...of('web'), at: '/Config/User', match: … }`. */
export const of = (container: string) => ({ kind: 'inspect', of: 'container', name: text`${container}` }) as const

/** The command that a container was created with, word by word. */
export const runs = (container: string, ...words: readonly [string, ...string[]]): Check => ({
  ...of(container),
  at: '/Config/Cmd',
  match: equals(text`${JSON.stringify(words)}`),
})

/** The exit code that the engine reports for a container. */
export const endedWith = (container: string, code: number): Check => ({
  ...of(container),
  at: '/State/ExitCode',
  match: equals(text`${String(code)}`),
})
