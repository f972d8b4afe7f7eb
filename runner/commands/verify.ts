import type { Command } from 'commander'
import type { Guides } from '../guides/load.ts'
import type { Playbook } from '../../playbooks/model/playbook.ts'
import { askAgreement } from './agreement.ts'
import { type Catalogue, findGuide, findTarget, realCatalogue, sayNotLoaded, targetFor } from './catalogue.ts'
import { inputsFrom } from './inputs.ts'
import type { Output } from './perform.ts'
import { withOutputFlags } from './run.ts'
import { exitCodes, exitCodesInWords } from '../setup/exit-codes.mjs'

interface Flags extends Output {
  readonly target?: string
  readonly input?: readonly string[]
  readonly yes?: true
}

/** The named guides; else all of them, or all that run on the given target. */
const chosen = (loaded: Guides, ids: readonly string[], target: string | undefined): readonly Playbook[] => {
  if (ids.length > 0) return ids.map((id) => findGuide(loaded, id))
  const { playbooks } = loaded
  return target === undefined ? playbooks : playbooks.filter(({ targets }) => targets.some((id) => id === target))
}

const examples = `
Examples:
  $ npx shipshape verify
  $ npx shipshape verify boot2docker --junit test-results/guides.xml
  $ npx shipshape verify boot2docker --evidence public/evidence --recording public/recordings

Each guide runs on the first target that it names. One that cannot be verified on this computer is blocked, with what is missing.
Evidence names the journal of its run, which is kept in the folder “journals” beside it, and the recording, so keep both at once. It needs a commit without changes, and does not replace better evidence.
Each check is first tried before its step: one that holds already proves nothing, and fails the guide.

Exit codes: ${exitCodesInWords}.`

/** `shipshape verify`: verifies guides, all of them when none is named. */
export const register = (program: Command, catalogue: Catalogue = realCatalogue): void => {
  withOutputFlags(program.command('verify [guides...]'))
    .description('verify guides: run them, and make sure that no check holds before its step')
    .option('--evidence <folder>', 'save the evidence of each guide there, and its journal in ../journals')
    .addHelpText('after', examples)
    .action(async (ids: readonly string[], flags: Flags) => {
      const loaded = await catalogue.guides(ids.length > 0 ? ids : undefined)
      const targets = await catalogue.targets()
      if (flags.target !== undefined) findTarget(targets, flags.target)
      const guides = chosen(loaded, ids, flags.target).map((playbook) => ({
        playbook,
        target: targetFor(targets, playbook, flags.target),
        inputs: inputsFrom(flags.input ?? [], playbook, loaded.playbooks),
      }))
      for (const target of new Set(guides.map((each) => each.target))) await askAgreement(target, flags.yes === true)
      const { perform } = await import('./perform.ts')
      const exitCode = await perform({ guides, selection: { kind: 'all' }, mode: 'verify', targets, output: flags })
      // Said last, where it is seen: the others were verified, and this is no success.
      sayNotLoaded(loaded)
      process.exitCode = loaded.notLoaded.length > 0 && exitCode === exitCodes.passed ? exitCodes.usage : exitCode
    })
}
