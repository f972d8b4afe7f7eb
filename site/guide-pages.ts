import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { type Finding, findingText } from '../runner/guides/finding.ts'
import { type Examined, examineModules } from '../runner/guides/examine.ts'
import { modulesOfPages } from '../runner/guides/modules-of-pages.ts'
import { frontMatter } from '../runner/guides/pages/page.ts'
import { misspeltSteps } from '../runner/guides/pages/steps-shown.ts'
import { cacheDir } from '../runner/paths.ts'

/** The part of a Vite plugin that is used here. */
interface PagesPlugin {
  readonly name: string
  readonly enforce: 'pre'
  /** The source of a module in place of its file; undefined for the file as it is. */
  readonly load: (id: string) => Promise<string | undefined>
}

const root = fileURLToPath(new URL('..', import.meta.url))
const component = fileURLToPath(new URL('components/NotLoaded.astro', import.meta.url))
const docs = 'site/content/docs/'

const pathOf = (id: string): string => id.split('?')[0] ?? id

const textsOf = (findings: readonly Finding[]): readonly string[] => findings.map(findingText)

/** The reasons why a page cannot be shown: what it imports from `playbooks/` and does not load. */
const reasonsFor = (source: string, examined: readonly Examined[]): readonly string[] => {
  const imported = [...source.matchAll(/^import .* from '[^']*\/playbooks\/([^']*)\.ts'/gm)].map(([, name]) => name)
  return examined.flatMap(({ tried: { id }, notLoaded }) =>
    imported.includes(id) ? textsOf(notLoaded?.findings ?? []) : [],
  )
}

/** The page with its own title, and what is wrong in place of the rest. */
const pageWithout = (source: string, reasons: readonly string[]): string =>
  `${frontMatter.exec(source)?.[0] ?? ''}
import NotLoaded from ${JSON.stringify(component)}

<NotLoaded of={${JSON.stringify(reasons)}} />
`

/** Throws with the line of a step that the playbook does not have: Astro knows it only as undefined. */
const assertSpelt = (file: string, source: string, examined: readonly Examined[]): void => {
  const modules = new Map(examined.flatMap(({ tried }) => (tried.kind === 'loads' ? [[tried.id, tried.exports]] : [])))
  const misspelt = misspeltSteps({ file, source }, modules)
  if (misspelt.length > 0) throw new Error(textsOf(misspelt).join('\n'))
}

const pageSource = (file: string, examined: readonly Examined[]): string | undefined => {
  const source = readFileSync(join(root, file), 'utf8')
  const reasons = reasonsFor(source, examined)
  if (reasons.length > 0) return pageWithout(source, reasons)
  assertSpelt(file, source, examined)
  return undefined
}

/** A module that cannot be compiled, in the words of what is wrong with it. */
const throwing = (findings: readonly Finding[]): string =>
  `throw new Error(${JSON.stringify(textsOf(findings).join('\n'))})\n`

/** Replaces the source of what does not load, and of the pages that import it. */
export const pagesPlugin = (examine: () => Promise<readonly Examined[]>): PagesPlugin => ({
  name: 'shipshape:pages-of-guides',
  enforce: 'pre',
  load: async (id) => {
    const file = pathOf(id).startsWith(root) ? pathOf(id).slice(root.length) : ''
    if (file.startsWith(docs) && file.endsWith('.mdx')) return pageSource(file, await examine())
    if (!file.startsWith('playbooks/')) return undefined
    const { notLoaded } = (await examine()).find(({ tried }) => file === `playbooks/${tried.id}.ts`) ?? {}
    return notLoaded === undefined ? undefined : throwing(notLoaded.findings)
  },
})

/**
 * A guide that does not load costs only the pages that use it: they say so, and all others are built. A page that shows
 * a step that there is not stops the build with its line.
 */
export const guidePages = async (): Promise<AstroIntegration> => {
  const options = { root, cache: cacheDir() }
  // Now: when a hook is called, what has loaded the configuration imports nothing more.
  const names = await modulesOfPages(options)
  // What is known of unchanged files is remembered, so a page costs little more than a look at their dates.
  const examine = (): Promise<readonly Examined[]> => examineModules(options, names)
  return {
    name: 'shipshape:guide-pages',
    hooks: {
      'astro:config:setup': async ({ updateConfig, logger }) => {
        for (const { notLoaded } of await examine())
          for (const text of textsOf(notLoaded?.findings ?? [])) logger.error(text)
        updateConfig({ vite: { plugins: [pagesPlugin(examine)] } })
      },
    },
  }
}
