import { type ParseArgsConfig, parseArgs } from 'node:util'
import { RunnerError, messageOf } from '../runner/errors.ts'

/** A program of this folder that a person starts: `npm run NAME`. */
export interface Tool<Config extends ParseArgsConfig> {
  readonly name: string
  readonly help: string
  readonly config: Config
  /** Resolves with the exit code. */
  readonly run: (words: ReturnType<typeof parseArgs<Config>>) => Promise<number>
}

const wrongUse = (name: string, what: string, cause?: unknown): RunnerError =>
  new RunnerError('usage', what, { hint: `npm run ${name} -- --help`, cause })

/** A whole number above 0 that somebody typed. Throws RunnerError('usage') for anything else. */
export const countFrom = (name: string, option: string, text: string): number => {
  const number = Number(text)
  if (Number.isInteger(number) && number > 0) return number
  throw wrongUse(name, `--${option} is a whole number above 0, not “${text}”.`)
}

const wordsOf = <const Config extends ParseArgsConfig>({ name, config }: Tool<Config>) => {
  try {
    return parseArgs(config)
  } catch (error) {
    throw wrongUse(name, messageOf(error), error)
  }
}

/** Runs the tool, or prints its help. What a person did wrong is said in two lines, with the exit code that it has. */
export const runTool = async <const Config extends ParseArgsConfig>(tool: Tool<Config>): Promise<void> => {
  try {
    const words = wordsOf(tool)
    if ((words.values as { readonly help?: unknown }).help !== true) process.exitCode = await tool.run(words)
    else process.stdout.write(`${tool.help}\n`)
  } catch (error) {
    if (!(error instanceof RunnerError)) throw error
    process.stderr.write(`${error.message}\n${error.hint}\n`)
    process.exitCode = error.exitCode
  }
}
