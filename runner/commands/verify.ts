import type { Command } from 'commander'
import { type Catalogue, findGuide, findTarget, realCatalogue } from './catalogue.ts'
import type { Output } from './perform.ts'
import { withOutputFlags } from './run.ts'

interface Flags extends Output {
  readonly target: string
}

const examples = `
Examples:
  $ npx shipshape verify
  $ npx shipshape verify boot2docker --junit test-results/guides.xml
  $ npx shipshape verify --evidence public/evidence

Each check is first tried before its step: one that holds already proves nothing, and fails the guide.

Exit codes: 0 passed, 1 failed, 2 broken, 3 blocked or incomplete, 64 wrong usage, 130 cancelled.`

/** `shipshape verify`: proves guides, all of them when none is named. */
export const register = (program: Command, catalogue: Catalogue = realCatalogue): void => {
  withOutputFlags(program.command('verify [guides...]'))
    .description('prove guides: run them, and make sure that each check tells something')
    .option('--evidence <folder>', 'keep what proves each guide there, with its provenance')
    .addHelpText('after', examples)
    .action(async (ids: readonly string[], flags: Flags) => {
      const playbooks = await catalogue.playbooks()
      const guides = ids.length === 0 ? playbooks.filter(({ targets }) => targets.some((id) => id === flags.target)) : ids.map((id) => findGuide(playbooks, id))
      const targets = await catalogue.targets()
      const { perform } = await import('./perform.ts')
      const target = findTarget(targets, flags.target)
      process.exitCode = await perform({ guides, selection: { kind: 'all' }, mode: 'verify', target, targets, output: flags })
    })
}
