import type { Command } from 'commander'
import { setTimeout as sleep } from 'node:timers/promises'
import { RunnerError } from '../errors.ts'
import type { KeptRun } from '../runs/kept.ts'
import { type Catalogue, findTarget, realCatalogue } from './catalogue.ts'
import { print, printJson, say } from './say.ts'
import { exitCodes } from '../setup/exit-codes.mjs'

const examples = `
Examples:
  $ npx shipshape run boot2docker --keep   keep the VM after the steps
  $ npx shipshape kept shell               in another terminal: a shell in it
  $ npx shipshape kept end                 undo everything and remove it`

const find = async (): Promise<readonly KeptRun[]> => {
  const [{ keptRuns }, { stateDir }] = await Promise.all([import('../runs/kept.ts'), import('../paths.ts')])
  return keptRuns(stateDir())
}

const needKept = async (): Promise<KeptRun> => {
  const [kept] = await find()
  if (kept !== undefined) return kept
  throw new RunnerError('blocked', nothingKept, { hint: 'npx shipshape run GUIDE --keep' })
}

const nothingKept = 'No run keeps a VM now.'

const untilOf = ({ event }: KeptRun): string => new Date(Date.parse(event.at) + event.forMs).toISOString()

const lineOf = (kept: KeptRun): string => `${kept.run} of ${kept.playbook}, until ${untilOf(kept)}`

const list = async (isJson: boolean): Promise<void> => {
  const runs = await find()
  if (isJson) printJson(runs.map((kept) => ({ run: kept.run, guide: kept.playbook, until: untilOf(kept) })))
  else print(runs.length === 0 ? nothingKept : runs.map(lineOf).join('\n'))
}

/** A shell in the VM, with this terminal. Returns its exit code. */
const enter = async (catalogue: Catalogue): Promise<number> => {
  const kept = await needKept()
  const target = findTarget(await catalogue.targets(), kept.target)
  const shell = await target.shellIn?.(kept.folder)
  if (shell === undefined)
    throw new RunnerError('blocked', `The run ${kept.run} has no VM now.`, { hint: 'npx shipshape kept end' })
  say('In the VM. “exit” leaves; the VM stays until the run ends.')
  const { startProgram } = await import('../host/long-program.ts')
  const [file, ...args] = shell.command
  const env = { ...shell.env, TERM: process.env['TERM'] ?? 'xterm' }
  const { exitCode } = await startProgram(file, args, { stdio: 'inherit', reject: false, extendEnv: false, env })
  return exitCode ?? exitCodes.broken
}

const betweenLooksMs = 200

const end = async (): Promise<void> => {
  const kept = await needKept()
  const { askToEnd, keptRuns } = await import('../runs/kept.ts')
  const { stateDir } = await import('../paths.ts')
  askToEnd(kept)
  while (keptRuns(stateDir()).some(({ run }) => run === kept.run)) await sleep(betweenLooksMs)
  print(`The run ${kept.run} of ${kept.playbook} ends: what it made is undone.`)
}

/** `shipshape kept`: the VM that a run keeps after its steps. */
export const register = (program: Command, catalogue: Catalogue = realCatalogue): void => {
  const kept = program
    .command('kept')
    .description('the VM that a run keeps after its steps: list it, enter it, or end it')
    .option('--json', 'print the list as JSON')
    .addHelpText('after', examples)
    .action((flags: { readonly json?: boolean }) => list(flags.json === true))
  kept
    .command('shell')
    .description('open a shell in the VM; never on this computer')
    .action(async () => {
      process.exitCode = await enter(catalogue)
    })
  kept.command('end').description('undo everything and remove the VM').action(end)
}
