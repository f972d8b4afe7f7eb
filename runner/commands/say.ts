import { withoutCiCommands } from '../protocol/ci-commands.ts'
import { harmless } from '../protocol/harmless.ts'
import { printableJson } from '../protocol/printable-json.ts'

/** A note for a person, on standard error. It may contain what another program wrote. */
export const say = (text: string): void => void process.stderr.write(`${withoutCiCommands(harmless(text))}\n`)

/** The result of a command for a person, on standard output. */
export const print = (text: string): void => printColoured(harmless(text))

/** The same for a text of our own, which may have colours. */
export const printColoured = (text: string): void => void process.stdout.write(`${withoutCiCommands(text)}\n`)

/** A result for a program, on standard output. */
export const printJson = (value: unknown, indent?: number): void =>
  void process.stdout.write(`${printableJson(value, indent)}\n`)
