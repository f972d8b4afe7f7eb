import { type Check, equals, gone, text } from '../model/index.ts'

/** What a container has been made to run, word by word. */
export const runs = (container: string, ...words: readonly [string, ...string[]]): Check => ({
  kind: 'inspect',
  of: 'container',
  name: text`${container}`,
  at: '/Config/Cmd',
  match: equals(text`${JSON.stringify(words)}`),
})

/** That `--rm` has removed a container at its end. */
export const comesAndGoes = (container: string): Check => ({
  ...gone(container),
  mayHoldBefore: 'The container comes and goes within the step.',
})
