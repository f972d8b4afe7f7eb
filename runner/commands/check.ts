import { styleText } from 'node:util'
import type { Command } from 'commander'
import type { Checked, CheckedGuide } from '../guides/check.ts'
import { type Finding, findingText } from '../guides/finding.ts'
import { placeText } from '../guides/place.ts'
import { harmless } from '../protocol/harmless.ts'
import { exitCodes } from '../setup/exit-codes.mjs'
import { type Catalogue, realCatalogue, thisCheckout, unknown } from './catalogue.ts'
import { printColoured, printJson } from './say.ts'

interface Flags {
  readonly json?: boolean
}

const help = `
Examples:
  $ npx shipshape check
  $ npx shipshape check boot2docker
  $ npx shipshape check boot2docker --json

Nothing is executed. It loads each guide, and looks at its data, its types, its pages in every language, and the sidebar.

Exit codes: 0 nothing must be corrected, 64 something must.`

const colour = (style: 'green' | 'red' | 'yellow', text: string): string =>
  styleText(style, text, { stream: process.stdout })

const lines = (findings: readonly Finding[], notes: readonly Finding[]): readonly string[] => [
  ...findings.map((finding) => `  ${colour('red', '✗')} ${harmless(findingText(finding))}`),
  ...notes.map((note) => `  ${colour('yellow', '!')} ${harmless(findingText(note))}`),
]

const guideLines = ({ id, findings, notes }: CheckedGuide): readonly string[] => [
  `${findings.length === 0 ? colour('green', '✓') : colour('red', '✗')} ${id}`,
  ...lines(findings, notes),
]

const textOf = ({ guides, findings, notes }: Checked): string =>
  [...guides.flatMap(guideLines), ...lines(findings, notes)].join('\n')

const asData = ({ place, step, what, fix }: Finding): object => ({
  ...place,
  at: placeText(place),
  ...(step === undefined ? {} : { step }),
  what,
  ...(fix === undefined ? {} : { fix }),
})

const dataOf = ({ guides, findings, notes }: Checked): object => ({
  guides: guides.map((guide) => ({
    id: guide.id,
    findings: guide.findings.map(asData),
    notes: guide.notes.map(asData),
  })),
  findings: findings.map(asData),
  notes: notes.map(asData),
})

const isClean = ({ guides, findings }: Checked): boolean =>
  findings.length === 0 && guides.every((guide) => guide.findings.length === 0)

/** `shipshape check`: what can be said of guides without running them. */
export const register = (program: Command, catalogue: Catalogue = realCatalogue): void => {
  program
    .command('check [guides...]')
    .description('find mistakes in guides and their pages without running anything')
    .option('--json', 'print what was found as JSON')
    .addHelpText('after', help)
    .action(async (ids: readonly string[], flags: Flags) => {
      const { checkGuides, listGuides } = await import('../guides/check.ts')
      const checkout = await (catalogue.checkout ?? thisCheckout)()
      const known = (await listGuides(checkout)).map(({ id }) => id)
      for (const id of ids) if (!known.includes(id)) throw unknown('guide', id, known)
      const checked = await checkGuides(checkout, ids.length === 0 ? undefined : ids)
      if (flags.json === true) printJson(dataOf(checked), 2)
      else printColoured(textOf(checked))
      process.exitCode = isClean(checked) ? exitCodes.passed : exitCodes.usage
    })
}
