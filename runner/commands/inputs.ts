import { readFileSync } from 'node:fs'
import { read } from 'read'
import type { Input, Inputs } from '../../playbooks/model/input.ts'
import type { Playbook } from '../../playbooks/model/playbook.ts'
import { type GivenInputs, defaultsOf, fits, isSecret } from '../core/inputs.ts'
import { RunnerError, messageOf } from '../errors.ts'

/** For `--input`, which may be given several times. */
export const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]

const shape = /^([^=]+)=(.*)$/s

/** What `--input NAME=VALUE` and `--input NAME=@FILE` give for one guide, without what only other guides ask for. */
export const inputsFrom = (
  flags: readonly string[],
  asked: Playbook,
  all: readonly Playbook[] = [asked],
): GivenInputs =>
  Object.fromEntries(
    flags.map(parsed).flatMap(({ name, value }) => {
      const isOthers = asked.inputs?.[name] === undefined && all.some(({ inputs }) => inputs?.[name] !== undefined)
      return isOthers ? [] : [[name, valueOf(name, value, asked.inputs ?? {})]]
    }),
  )

const parsed = (flag: string): { readonly name: string; readonly value: string } => {
  const [, name, value] = shape.exec(flag) ?? []
  if (name !== undefined && value !== undefined) return { name, value }
  throw new RunnerError('usage', `“--input ${flag}” gives no value.`, { hint: 'Write --input NAME=VALUE.' })
}

const valueOf = (name: string, value: string, inputs: Inputs): string => {
  const input = inputs[name]
  if (value.startsWith('@')) return firstLine(name, value.slice(1))
  if (input === undefined || !isSecret(input)) return value
  // Other users of this computer can read the arguments of every program.
  throw new RunnerError('usage', `“${name}” is a secret, which must not be typed as an argument.`, {
    hint: `Name a file that contains it: --input ${name}=@FILE; or leave it out and type it when asked.`,
  })
}

const firstLine = (name: string, path: string): string => {
  try {
    return readFileSync(path, 'utf8').split(/\r?\n/)[0] ?? ''
  } catch (cause) {
    throw new RunnerError('usage', `The file of --input ${name} cannot be read: ${messageOf(cause)}.`, {
      hint: 'Name a file that exists, after the “@”.',
      cause,
    })
  }
}

/** Whether a person can be asked. */
export const isTerminal = (): boolean => process.stdin.isTTY && process.stderr.isTTY

/** Asks in the terminal for what is not given. Without a terminal it asks nothing. */
export const askReader = async (inputs: Inputs, given: GivenInputs, target: string): Promise<GivenInputs> => {
  if (!isTerminal()) return given
  const answers: Record<string, string> = { ...given }
  const defaults = target === 'lab' ? defaultsOf(inputs) : new Map<string, string>()
  for (const [name, input] of Object.entries(inputs)) {
    if (answers[name] === undefined) answers[name] = await answerTo(input, defaults.get(name))
  }
  return answers
}

const answerTo = async (input: Input, usual: string | undefined): Promise<string> => {
  for (;;) {
    const answer = await question(input, usual)
    if (fits(input, answer)) return answer
    process.stderr.write(`This must match ${input.pattern}.\n`)
  }
}

const question = async (input: Input, usual: string | undefined): Promise<string> => {
  try {
    return await read({
      prompt: `${input.title.en}:`,
      silent: isSecret(input),
      output: process.stderr,
      ...(usual === undefined ? {} : { default: usual }),
    })
  } catch (cause) {
    throw new RunnerError('cancelled', 'Nothing was run.', { hint: 'Start it again.', cause })
  }
}
