import { RunnerError } from '../errors.ts'
import { type Finding, findingText } from './finding.ts'

/** A guide that does not load, and why. */
export interface NotLoaded {
  readonly id: string
  readonly findings: readonly Finding[]
}

/** The guide, and each reason with its place. */
export const notLoadedText = ({ id, findings }: NotLoaded): string =>
  [`The guide “${id}” does not load:`, ...findings.map((finding) => `- ${findingText(finding)}`)].join('\n')

/** For a command that asks for this guide. */
export const notLoadedError = (notLoaded: NotLoaded): RunnerError =>
  new RunnerError('usage', notLoadedText(notLoaded), { hint: `npx shipshape check ${notLoaded.id}` })
