import type { Command } from 'commander'
import { plan } from '../core/plan.ts'
import type { Selection } from '../protocol/scope.ts'
import { keptForMs } from '../contract/deadlines.ts'
import { RunnerError } from '../errors.ts'
import { fileReporters } from '../reporters/files.ts'
import { type Catalogue, findGuide, realCatalogue, targetFor } from './catalogue.ts'
import { askAgreement } from './agreement.ts'
import type { Output } from './perform.ts'
import { askReader, collect, inputsFrom } from './inputs.ts'
import { exitCodesInWords } from '../setup/exit-codes.mjs'

interface Flags extends Output {
  readonly target?: string
  readonly input?: readonly string[]
  readonly to?: string
  readonly only?: string
  readonly keep?: true
  readonly yes?: true
}

const selectionOf = ({ to, only }: Flags): Selection => {
  if (to !== undefined && only !== undefined) {
    throw new RunnerError('usage', '“--to” and “--only” cannot be used together.', { hint: 'Leave one of them out.' })
  }
  if (to !== undefined) return { kind: 'to', step: to }
  return only === undefined ? { kind: 'all' } : { kind: 'only', step: only }
}

/** Adds the flags that `run` and `verify` share. */
export const withOutputFlags = (command: Command): Command => {
  command
    .option('--target <target>', 'where to run it (default: the first target of each guide)')
    .option('--json', 'print each event as a line of JSON, and the report at the end')
  command.option('--input <name=value>', 'what the guide asks for; for a secret: name=@file', collect)
  for (const { option, what } of fileReporters) command.option(`--${option} <file>`, what)
  command.option('--yes', 'use your own engine, whatever it holds, without a question')
  return command.option('--recording <folder>', 'keep a recording of the terminal there, for asciinema and the site')
}

const examples = `
Examples:
  $ npx shipshape run boot2docker
  $ npx shipshape run boot2docker --to up
  $ npx shipshape run boot2docker --json >events.jsonl
  $ npx shipshape run docker-for-mac --target engine
  $ npx shipshape run boot2docker --keep

A run begins with a fresh target, so “--only” first executes the steps that its step builds on; they are judged too.
Ctrl-C stops the current step and undoes what was done; a second Ctrl-C quits at once.

Exit codes: ${exitCodesInWords}.`

/** `shipshape run`: executes a guide. */
export const register = (program: Command, catalogue: Catalogue = realCatalogue): void => {
  withOutputFlags(program.command('run <guide>'))
    .description('execute a guide step by step, check every outcome, and undo everything')
    .option('--to <step>', 'stop after this step')
    .option('--only <step>', 'run this step and the steps before it')
    .option('--keep', 'keep the VM after the steps, for half an hour at most')
    .addHelpText('after', examples)
    .action(async (guide: string, flags: Flags) => {
      const playbook = findGuide(await catalogue.guides([guide]), guide)
      const targets = await catalogue.targets()
      const { perform } = await import('./perform.ts')
      const target = targetFor(targets, playbook, flags.target)
      const selection = selectionOf(flags)
      await askAgreement(target, flags.yes === true)
      const given = inputsFrom(flags.input ?? [], playbook)
      const inputs = await askReader(plan(playbook, target.id, selection).inputs, given, target.id)
      const guides = [{ playbook, target, inputs }]
      const keeping = flags.keep === true ? { keepMs: keptForMs } : {}
      process.exitCode = await perform({ guides, selection, mode: 'run', targets, output: flags, ...keeping })
    })
}
