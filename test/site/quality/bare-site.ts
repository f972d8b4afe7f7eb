import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { parse } from 'node-html-parser'
import { fence } from '../../../runner/by-hand/markdown.ts'
import { locales } from '../../../site/locales.ts'

const root = join(import.meta.dirname, '../../..')
// In this checkout, but not in node_modules: Astro finds its packages from here, and looks for no pages there.
const folder = join(root, 'test-results/bare-site')

const config = `import starlight from '@astrojs/starlight'
import { defineConfig } from 'astro/config'

const locales = ${JSON.stringify(
  Object.fromEntries(locales.map((each) => [each.folder || 'root', { label: each.label, lang: each.lang }])),
)}
export default defineConfig({ integrations: [starlight({ title: 'Bare', locales })] })
`

// Astro bundles what a project depends on.
const manifest = JSON.stringify({ type: 'module', dependencies: { astro: '*', '@astrojs/starlight': '*' } })

const collections = `import { docsLoader } from '@astrojs/starlight/loaders'
import { docsSchema } from '@astrojs/starlight/schema'
import { defineCollection } from 'astro:content'

export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) }
`

const markdownFile = (site: string, path: string): string =>
  join(
    site,
    path.replace(/\/$/, path === '/' || locales.some((each) => path === `/${each.folder}/`) ? '/index' : '') + '.md',
  )

/** The same text as a page of the built site: as its Markdown where it has one, else as plain lines. */
const textOf = async (site: string, path: string): Promise<string> => {
  const file = markdownFile(site, path)
  if (existsSync(file)) return (await readFile(file, 'utf8')).replace(/^# .*\n/, '')
  const html = parse(await readFile(join(site, path, 'index.html'), 'utf8'))
  return fence('text', html.querySelector('main')?.structuredText ?? '')
}

/**
 * Builds a site of Starlight as it comes, with the same text on the same addresses, and returns its folder: what a page
 * may cost beside it is a budget of ours.
 */
export const bareSite = async (site: string, paths: readonly string[]): Promise<string> => {
  await rm(folder, { recursive: true, force: true })
  for (const path of paths) {
    const page = join(folder, 'src/content/docs', path, 'index.md')
    await mkdir(dirname(page), { recursive: true })
    await writeFile(page, `---\ntitle: ${JSON.stringify(path)}\n---\n\n${await textOf(site, path)}`)
  }
  await writeFile(join(folder, 'astro.config.mjs'), config)
  await writeFile(join(folder, 'src/content.config.ts'), collections)
  await writeFile(join(folder, 'package.json'), manifest)
  await promisify(execFile)(process.execPath, [join(root, 'node_modules/astro/bin/astro.mjs'), 'build'], {
    cwd: folder,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
    maxBuffer: 16 * 1024 * 1024,
  })
  return join(folder, 'dist')
}
