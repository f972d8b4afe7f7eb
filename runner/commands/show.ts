import type { Command } from 'commander'
import type { Playbook } from '../../playbooks/model/playbook.ts'
import { type Catalogue, findGuide, realCatalogue, targetFor } from './catalogue.ts'

interface Flags {
  readonly target?: string
  readonly json?: boolean
}

type Shower = typeof import('./show-step.ts')

const print = (
  shower: Shower,
  playbook: Playbook,
  steps: readonly ReturnType<Shower['showStep']>[],
  json: boolean,
): string => {
  if (json)
    return JSON.stringify(
      { id: playbook.id, title: playbook.title.en, changes: playbook.changes.en, steps },
      undefined,
      2,
    )
  return [`${playbook.title.en} (${playbook.id})`, playbook.changes.en, '', ...steps.map(shower.shownText)].join('\n')
}

const examples = `
Examples:
  $ npx shipshape show boot2docker
  $ npx shipshape show boot2docker up

Nothing is executed.`

/** `shipshape show`: what a guide would execute, check and take back. */
export const register = (program: Command, catalogue: Catalogue = realCatalogue): void => {
  program
    .command('show <guide> [step]')
    .description('show what would be executed, checked and taken back')
    .option('--target <target>', 'as it is on this target; the guide’s first one when left out')
    .option('--json', 'print it as JSON')
    .addHelpText('after', examples)
    .action(async (guide: string, step: string | undefined, flags: Flags) => {
      const playbook = findGuide(await catalogue.playbooks(), guide)
      const target = targetFor(await catalogue.targets(), playbook, flags.target)
      const [shower, { plan, unknownStep }, { assertValid }] = await Promise.all([
        import('./show-step.ts'),
        import('../core/plan.ts'),
        import('../core/validate.ts'),
      ])
      assertValid(playbook)
      const planned = plan(playbook, target.id, { kind: 'all' }).steps.filter(
        ({ id }) => step === undefined || id === step,
      )
      if (step !== undefined && planned.length === 0) throw unknownStep(playbook, step)
      const shown = planned.map((each) => shower.showStep(each, target.spelling))
      process.stdout.write(`${print(shower, playbook, shown, flags.json === true)}\n`)
    })
}
