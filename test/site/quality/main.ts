import { parseArgs } from 'node:util'
import { freePort } from '../../fixtures/free-port.ts'
import { pagesOf } from '../../pictures/pages.ts'
import { builtSite } from '../support/built-site.ts'
import { launchBrowser } from '../support/browser.ts'
import { serveStatic } from '../support/static-server.ts'
import { type Judged, judge } from './lighthouse.ts'

const help = `Usage: npm run budgets -- [options]

Prints what Lighthouse says of each page of the built site, from a server that compresses and from one that does not.

Options:
  --only TEXT  only pages whose address contains the text; may be given more than once
  --json       print the result as JSON
  --help       show this

Exit code: 0 when every score reaches its budget (100 compressed, 95 not), 1 when one does not.

Example:
  $ npm run budgets -- --only boot2docker`

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const budgets = { compressed: 100, plain: 95 } as const

interface Row extends Judged {
  readonly page: string
  readonly server: keyof typeof budgets
}

const rowsFor = async (
  server: Row['server'],
  site: string,
  paths: readonly string[],
  port: number,
): Promise<readonly Row[]> => {
  await using served = await serveStatic(site, { compress: server === 'compressed' })
  const rows: Row[] = []
  for (const page of paths) {
    const url = `http://plain.test:${new URL(served.origin).port}${page}`
    rows.push({ page, server, ...(await judge(url, port, ['performance', 'accessibility', 'best-practices', 'seo'])) })
    process.stderr.write(`${page} ${server}\n`)
  }
  return rows
}

const isWithin = ({ server, scores }: Row): boolean => Object.values(scores).every((score) => score >= budgets[server])

const line = ({ page, server, scores, lcp, cls, weak }: Row): string =>
  [
    page.padEnd(44),
    server.padEnd(11),
    ...Object.values(scores).map((score) => String(score).padStart(4)),
    `LCP ${String(Math.round(lcp)).padStart(5)} ms  CLS ${cls.toFixed(2)}  ${weak.join(' ')}`,
  ].join(' ')

const main = async (): Promise<number> => {
  const site = await builtSite()
  const paths = (await pagesOf(site)).filter(
    (path) => values.only.length === 0 || values.only.some((text) => path.includes(text)),
  )
  const port = await freePort()
  const browser = await launchBrowser([
    '--host-resolver-rules=MAP plain.test 127.0.0.1',
    `--remote-debugging-port=${port}`,
  ])
  try {
    const rows = [...(await rowsFor('compressed', site, paths, port)), ...(await rowsFor('plain', site, paths, port))]
    console.log(values.json ? JSON.stringify(rows, undefined, 2) : rows.map(line).join('\n'))
    return rows.every(isWithin) ? 0 : 1
  } finally {
    await browser.close()
  }
}

if (values.help) console.log(help)
else process.exitCode = await main()
