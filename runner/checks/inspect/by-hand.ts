import { type Match, equals } from '../../../playbooks/model/check.ts'
import { type Text, text } from '../../../playbooks/model/text.ts'
import { byLook } from '../../contract/by-hand.ts'
import type { ByHand } from '../kind.ts'
import { goExpression } from './go-template.ts'

/** How JSON that is no string begins, and a string within it. */
const structured = /^(?:[[{"]|(?:true|false|null|\d+)$)/

/** The text when no value of it is known only in a run. */
const literal = ({ pieces, values }: Text): string =>
  pieces.reduce((whole, piece, index) => {
    const value = values[index]
    return whole + piece + (typeof value === 'string' ? value : '')
  }, '')

/** Whether the value is compared as JSON: what a template prints of a list or a map is no JSON. */
const isJson = (match: Match): boolean =>
  match.how === 'matches' ? /"|\\\[/.test(match.pattern) : structured.test(literal(match.text))

const commands = {
  container: 'docker container inspect',
  image: 'docker image inspect',
  volume: 'docker volume inspect',
  network: 'docker network inspect',
} as const

export const byHand: ByHand<'inspect'> = ({ of, name, at, match }, { word }) => {
  const expression = goExpression(at)
  const shown = match === 'absent' ? equals(text`null`) : match
  const format = isJson(shown) ? `'{{json ${expression}}}'` : `'{{${unwrapped(expression)}}}'`
  return of === 'engine'
    ? byLook(`docker info --format ${format}`, shown)
    : byLook(`${commands[of]} --format ${format} ${word(name)}`, shown)
}

/** Parentheses around all of it say nothing. */
const unwrapped = (expression: string): string => /^\(([^()]*)\)$/.exec(expression)?.[1] ?? expression
