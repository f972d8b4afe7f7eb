import type { Command } from 'commander'

const examples = `
Examples:
  $ npx shipshape lab build            make what is missing: image, stand-ins, ready VM
  $ npx shipshape lab build --again    make everything again
  $ npx shipshape lab status --json    what there is, and whether it is whole
  $ npx shipshape lab lock             for maintainers: take today's packages of Debian
  $ npx shipshape lab shell            a shell in which boot2docker and docker work as on a Mac
  $ npx shipshape lab shell --ready    the same, with a VM whose engine answers at once
  $ npx shipshape lab stop             end that shell's network, and the machine in it`

/** `shipshape lab`: the virtual machine's image and all that belongs to it. */
export const register = (program: Command): void => {
  const lab = program
    .command('lab')
    .description('the virtual machine’s image, and a shell beside it')
    .addHelpText('after', examples)
  lab
    .command('build')
    .description('make what is missing, each part by itself; costs nothing when nothing is')
    .option('--again', 'download and make everything again')
    .option('--stand-ins', 'make the stand-in images although Docker Hub answers')
    .option('--json', 'print what there is as JSON at the end')
    .action(async (flags: { readonly again?: boolean; readonly standIns?: boolean; readonly json?: boolean }) => {
      const { buildLab } = await import('./lab/build.ts')
      const { again = false, standIns = false, json = false } = flags
      process.exitCode = await buildLab({ again, standIns, json })
    })
  lab
    .command('status')
    .description('what there is, and whether it is whole')
    .option('--json', 'print it as JSON')
    .action(async (flags: { readonly json?: boolean }) => {
      const { showStatus } = await import('./lab/status.ts')
      process.exitCode = await showStatus(flags.json === true)
    })
  lab
    .command('lock')
    .description('name today’s Debian packages in the lock, from signed indexes, and print what changed')
    .option('--json', 'print what changed as JSON')
    .action(async (flags: { readonly json?: boolean }) => {
      const { renew } = await import('./lab/lock.ts')
      await renew(flags.json === true)
    })
  lab
    .command('shell')
    .description('a shell in the network that stands for a Mac; the machine lives on when you leave')
    .argument('[command...]', 'run this instead of a shell')
    .option('--ready', 'begin with the VM that was prepared, sharing this directory with it')
    .action(async (command: readonly string[], flags: { readonly ready?: boolean }) => {
      const { enterLab } = await import('./lab/shell.ts')
      process.exitCode = await enterLab({ command, ready: flags.ready === true })
    })
  lab
    .command('stop')
    .description('end the lab shell’s network and every process in it')
    .action(async () => {
      const { stopLab } = await import('./lab/shell.ts')
      await stopLab()
    })
}
