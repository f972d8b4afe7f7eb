import type { Command } from 'commander'
import type { Selection } from '../core/plan.ts'
import { RunnerError } from '../errors.ts'
import { fileReporters } from '../reporters/files.ts'
import { type Catalogue, findGuide, realCatalogue, targetFor } from './catalogue.ts'
import type { Output } from './perform.ts'
import { exitCodesInWords } from '../setup/exit-codes.mjs'

interface Flags extends Output {
  readonly target?: string
  readonly to?: string
  readonly only?: string
}

const selectionOf = ({ to, only }: Flags): Selection => {
  if (to !== undefined && only !== undefined) {
    throw new RunnerError('usage', '“--to” and “--only” cannot be used together.', { hint: 'Leave one of them out.' })
  }
  if (to !== undefined) return { kind: 'to', step: to }
  return only === undefined ? { kind: 'all' } : { kind: 'only', step: only }
}

/** The flags that `run` and `verify` share. */
export const withOutputFlags = (command: Command): Command => {
  command
    .option('--target <target>', 'where to run it; the first target of each guide when left out')
    .option('--json', 'print each event as a line of JSON, and the report at the end')
  for (const { option, what } of fileReporters) command.option(`--${option} <file>`, what)
  return command.option('--recording <folder>', 'keep a recording of the terminal there, for asciinema and the site')
}

const examples = `
Examples:
  $ npx shipshape run boot2docker
  $ npx shipshape run boot2docker --to up
  $ npx shipshape run boot2docker --json >events.jsonl
  $ npx shipshape run docker-for-mac --target engine

A run begins with a fresh target, so “--only” first executes the steps that its step builds on; they are judged too.
Ctrl-C ends the step that runs and takes back what was done; a second Ctrl-C leaves at once.

Exit codes: ${exitCodesInWords}.`

/** `shipshape run`: executes a guide. */
export const register = (program: Command, catalogue: Catalogue = realCatalogue): void => {
  withOutputFlags(program.command('run <guide>'))
    .description('execute a guide step by step, check every outcome, and take it all back')
    .option('--to <step>', 'stop after this step')
    .option('--only <step>', 'run this step, after those that it builds on')
    .addHelpText('after', examples)
    .action(async (guide: string, flags: Flags) => {
      const playbook = findGuide(await catalogue.playbooks(), guide)
      const targets = await catalogue.targets()
      const { perform } = await import('./perform.ts')
      const guides = [{ playbook, target: targetFor(targets, playbook, flags.target) }]
      process.exitCode = await perform({ guides, selection: selectionOf(flags), mode: 'run', targets, output: flags })
    })
}
