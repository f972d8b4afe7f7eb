import type { Command } from 'commander'
import { printColoured, printJson } from './say.ts'

interface Flags {
  readonly json?: boolean
  readonly again?: boolean
}

const doctor = async (flags: Flags): Promise<void> => {
  const { examineAll, exitCodeOf } = await import('../doctor/index.ts')
  const findings = await examineAll(process.env, process.platform, flags.again === true)
  const { show } = await import('../doctor/show.ts')
  if (flags.json === true) printJson(findings, 2)
  else printColoured(show(findings, process.stdout.isTTY))
  process.exitCode = exitCodeOf(findings)
}

/** `shipshape doctor`: reports everything that a guide needs here. Exits with 3 when something needed is missing. */
export const register = (program: Command): void => {
  program
    .command('doctor')
    .description('check everything that guides need on this computer, each with its fix')
    .option('--again', 'test the accelerator again instead of using the remembered result')
    .option('--json', 'print what was found as JSON')
    .action(doctor)
}
