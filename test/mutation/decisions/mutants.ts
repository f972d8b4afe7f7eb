import { readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import ts from 'typescript'

/** A decision of the runner that is turned around: a range of a file, and what stands there instead. */
export interface DecisionMutant {
  /** From the root of the project. */
  readonly file: string
  readonly line: number
  readonly start: number
  readonly end: number
  readonly text: string
  /** What is changed, for a person. */
  readonly what: string
}

const root = join(import.meta.dirname, '../../..')

/** What decides whether a check holds, and whether it could be looked at. */
const decisive =
  /^runner\/checks\/(?:match|[^/]+\/(?:judge|define|observe))\.ts$|^runner\/checks\/look\/(?!address|context|inventory)[^/]+\.ts$|^runner\/core\/(?:look|checks|fault)\.ts$/

/** The files of decisions, from the root of the project. */
export const decisiveFiles = (): readonly string[] =>
  ['runner/checks', 'runner/core']
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .map(({ parentPath, name }) => relative(root, join(parentPath, name)))
    .filter((file) => decisive.test(file))
    .sort()

/** Every decision of a file, turned around one at a time. */
export const mutantsIn = (file: string, text = readFileSync(join(root, file), 'utf8')): readonly DecisionMutant[] => {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const mutants: DecisionMutant[] = []
  const visit = (node: ts.Node): void => {
    const change = changeOf(node)
    if (change !== undefined) {
      const [start, end] = [change.of.getStart(source), change.of.getEnd()]
      const line = source.getLineAndCharacterOfPosition(start).line + 1
      mutants.push({
        file,
        line,
        start,
        end,
        text: change.to,
        what: `${shorten(change.of.getText(source))} → ${shorten(change.to)}`,
      })
    }
    node.forEachChild(visit)
  }
  visit(source)
  return mutants
}

const shorten = (text: string): string => {
  const line = text.replace(/\s+/g, ' ')
  return line.length <= 60 ? line : `${line.slice(0, 57)}…`
}

interface Change {
  readonly of: ts.Node
  readonly to: string
}

const nobodyKnows = `({ kind: 'cannot-look', reason: { en: 'mutant', 'zh-cn': '变异' } } as const)`
const notThere = `({ kind: 'absent' } as const)`

const changeOf = (node: ts.Node): Change | undefined => {
  if (ts.isPropertyAssignment(node) && isJudge(node) && ts.isIdentifier(node.initializer))
    return { of: node.initializer, to: `(check, seen) => !${node.initializer.text}(check, seen)` }
  if (ts.isShorthandPropertyAssignment(node) && isJudge(node))
    return { of: node, to: 'holds: (check, seen) => !holds(check, seen)' }
  if (ts.isIfStatement(node)) return negated(node.expression)
  if (ts.isConditionalExpression(node)) return negated(node.condition)
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body) && (isDecision(node.body) || isJudgeItself(node)))
    return negated(node.body)
  if (ts.isReturnStatement(node) && node.expression !== undefined && isDecision(node.expression))
    return negated(node.expression)
  if (ts.isObjectLiteralExpression(node) && isAbsence(node)) return { of: node, to: nobodyKnows }
  if (ts.isCallExpression(node) && /^(?:cannotLook|cannotLookAt|because|guestTrouble)$/.test(node.expression.getText()))
    return { of: node, to: notThere }
  return undefined
}

/** A kind's judge, also where it is another kind's too. */
const isJudge = ({ name }: { readonly name: ts.PropertyName }): boolean => name.getText() === 'holds'

const isJudgeItself = ({ parent }: ts.ArrowFunction): boolean => ts.isPropertyAssignment(parent) && isJudge(parent)

const negated = (of: ts.Node): Change => ({ of, to: `!(${of.getText()})` })

const comparisons = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.LessThanToken,
])

/** A comparison, or comparisons that are joined. */
const isDecision = (node: ts.Node): boolean => {
  if (ts.isParenthesizedExpression(node)) return isDecision(node.expression)
  if (!ts.isBinaryExpression(node)) return false
  const { kind } = node.operatorToken
  if (comparisons.has(kind)) return true
  const isJoined = kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken
  return isJoined && (isDecision(node.left) || isDecision(node.right))
}

const isAbsence = (node: ts.ObjectLiteralExpression): boolean =>
  node.properties.some(
    (property) =>
      ts.isPropertyAssignment(property) &&
      property.name.getText() === 'kind' &&
      property.initializer.getText() === "'absent'",
  )
