import type { Command } from 'commander'
import type { Playbook } from '../../playbooks/model/playbook.ts'
import { type Catalogue, findGuide, realCatalogue, targetFor } from './catalogue.ts'
import type { Shown } from './show-step.ts'
import { print, printJson } from './say.ts'

interface Flags {
  readonly target?: string
  readonly json?: boolean
  readonly markdown?: boolean
  readonly script?: boolean
}

type Steps = readonly Shown[]

const dataOf = ({ id, title, changes }: Playbook, steps: Steps): object => ({
  id,
  title: title.en,
  changes: changes.en,
  steps: steps.map(({ data }) => data),
})

const textOf = ({ id, title, changes }: Playbook, steps: Steps): string =>
  [`${title.en} (${id})`, changes.en, '', ...steps.map(({ text }) => text)].join('\n')

const examples = `
Examples:
  $ npx shipshape show boot2docker
  $ npx shipshape show boot2docker up
  $ npx shipshape show boot2docker --script > boot2docker.sh

Nothing is executed.`

/** `shipshape show`: what a guide would execute, check and undo. */
export const register = (program: Command, catalogue: Catalogue = realCatalogue): void => {
  program
    .command('show <guide> [step]')
    .description('show what would be executed, checked and undone')
    .option('--target <target>', 'the target to show it for (default: the guide’s first one)')
    .option('--json', 'print it as JSON')
    .option('--markdown', 'print the steps as Markdown, with the commands that show each check')
    .option('--script', 'print the whole guide as a script for bash that checks each step')
    .addHelpText('after', examples)
    .action(async (guide: string, step: string | undefined, flags: Flags) => {
      const playbook = findGuide(await catalogue.guides([guide]), guide)
      const target = targetFor(await catalogue.targets(), playbook, flags.target)
      const [{ showStep }, { plan, unknownStep }, { assertValid }] = await Promise.all([
        import('./show-step.ts'),
        import('../core/plan.ts'),
        import('../core/validate-run.ts'),
      ])
      assertValid(playbook)
      const planned = plan(playbook, target.id, { kind: 'all' }).steps.filter(
        ({ id }) => step === undefined || id === step,
      )
      if (step !== undefined && planned.length === 0) throw unknownStep(playbook, step)
      if (flags.markdown === true || flags.script === true) {
        const { markdownOf, scriptOf } = await import('./show-by-hand.ts')
        return print(flags.script === true ? scriptOf(playbook, target) : markdownOf(playbook, target, step))
      }
      const shown = planned.map((each) => showStep(each, target.spelling))
      if (flags.json === true) printJson(dataOf(playbook, shown), 2)
      else print(textOf(playbook, shown))
    })
}
