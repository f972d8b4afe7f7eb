import { freePort } from '../../fixtures/free-port.ts'
import { pagesOf } from '../../pictures/pages.ts'
import { countFrom, runTool } from '../../tool.ts'
import { builtSite } from '../support/built-site.ts'
import { launchBrowser } from '../support/browser.ts'
import { serveStatic } from '../support/static-server.ts'
import { bareSite } from './bare-site.ts'
import { type Measured, measure } from './measure.ts'
import { overBudget, tableOf } from './table.ts'

const help = `Usage: npm run budgets -- [options]

Prints what Lighthouse says of each page of the built site, from a server that compresses and from one that does not,
beside the same text in Starlight as it comes. Each number is the median of several runs. All pages take most of an hour.

Options:
  --only TEXT  only pages whose address contains the text; may be given more than once
  --runs N     how often each page is measured; 3 by default
  --json       print the result as JSON
  --help       show this

Exit code: 0 when every page is within its budgets (100 compressed, 95 not, no layout shift, LCP at most 1.2 times that
of bare Starlight), 1 when one is not.

Example:
  $ npm run budgets -- --only boot2docker`

const measureAll = async (site: string, paths: readonly string[], runs: number): Promise<readonly Measured[]> => {
  await using compressed = await serveStatic(site, { compress: true })
  await using plain = await serveStatic(site)
  await using bare = await serveStatic(await bareSite(site, paths), { compress: true })
  const port = await freePort()
  const browser = await launchBrowser([
    '--host-resolver-rules=MAP plain.test 127.0.0.1',
    `--remote-debugging-port=${port}`,
  ])
  try {
    const all: Measured[] = []
    for (const page of paths) {
      const measured = await measure(page, { compressed, plain, bare }, port, runs)
      process.stderr.write(`${page} ${overBudget(measured).join(', ') || 'ok'}\n`)
      all.push(measured)
    }
    return all
  } finally {
    await browser.close()
  }
}

await runTool({
  name: 'budgets',
  help,
  config: {
    options: {
      only: { type: 'string', multiple: true },
      runs: { type: 'string', default: '3' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  },
  run: async ({ values: { only = [], runs, json } }) => {
    const often = countFrom('budgets', 'runs', runs)
    const site = await builtSite()
    const paths = (await pagesOf(site)).filter((path) => only.length === 0 || only.some((text) => path.includes(text)))
    const all = await measureAll(site, paths, often)
    console.log(json ? JSON.stringify(all, undefined, 2) : tableOf(all))
    return all.every((each) => overBudget(each).length === 0) ? 0 : 1
  },
})
