import { parseArgs } from 'node:util'
import { siteUrl } from '../../../site/project.ts'
import { builtSite } from '../support/built-site.ts'
import { type Answer, askAll } from './ask.ts'
import { type Link, siteLinks } from './site-links.ts'

const help = `Usage: npm run links -- [options]

Checks every link of the built site: pages in both languages, their Markdown, llms.txt, feeds. A link within the site
must lead to a file, and to a place in it. Other hosts are asked, and what they did not answer is listed.

Options:
  --list   only list the links to other hosts, with the pages that have them
  --help   show this

Exit code: 0 when all links lead somewhere, 1 when one is broken, 3 when some could not be checked.

Example:
  $ npm run links`

const { values } = parseArgs({
  options: { list: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
})

const pagesWith = (href: string, links: readonly Link[]): string =>
  links.flatMap((link) => (link.href === href ? [link.from] : [])).join(', ')

const say = (heading: string, lines: readonly string[]): void => {
  if (lines.length > 0) console.log(`${heading}: ${lines.length}\n${lines.map((line) => `  ${line}`).join('\n')}`)
}

const listed = (
  answers: ReadonlyMap<string, Answer>,
  kind: Answer['kind'],
  external: readonly Link[],
): readonly string[] =>
  [...answers].flatMap(([href, answer]) =>
    answer.kind === kind
      ? [`${href}${answer.kind === 'unknown' ? ` (${answer.why})` : ''}, in ${pagesWith(href, external)}`]
      : [],
  )

const main = async (): Promise<number> => {
  const { broken, external } = await siteLinks(await builtSite(), siteUrl)
  const hrefs = [...new Set(external.map(({ href }) => href))].sort()
  say(
    'Broken within the site',
    broken.map(({ from, href }) => `${href}, in ${from}`),
  )
  if (values.list) {
    say(
      'Links to other hosts',
      hrefs.map((href) => `${href}, in ${pagesWith(href, external)}`),
    )
    return broken.length > 0 ? 1 : 0
  }
  const answers = await askAll(hrefs, { atOnce: 8, withinMs: 20_000 })
  const [missing, unknown] = [listed(answers, 'missing', external), listed(answers, 'unknown', external)]
  say('Missing on other hosts', missing)
  say('Could not be checked', unknown)
  console.log(
    `${hrefs.length} links to other hosts: ${hrefs.length - missing.length - unknown.length} lead somewhere, ` +
      `${missing.length} do not, ${unknown.length} could not be checked.`,
  )
  if (broken.length + missing.length > 0) return 1
  return unknown.length > 0 ? 3 : 0
}

if (values.help) console.log(help)
else process.exitCode = await main()
