import { type WorldCheck, equals, target, text } from './model/index.ts'

/** The engine that the guide's commands use. */
export const engineItself = { kind: 'inspect', of: 'engine', name: text`${target.dockerHost}` } as const

/** How many containers the engine has, also stopped ones. Only for a target whose engine is the guide's alone. */
export const hasContainers = (count: number): WorldCheck => ({
  ...engineItself,
  at: '/Containers',
  match: equals(text`${String(count)}`),
})
