import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { cacheDir } from '../runner/paths.ts'
import { findingText } from '../runner/guides/finding.ts'
import { type BrokenModule, brokenModules } from '../runner/guides/broken-modules.ts'

/** The part of a Vite plugin that is used here. */
interface PagesPlugin {
  readonly name: string
  readonly enforce: 'pre'
  /** The source of a module in place of its file; undefined for the file as it is. */
  readonly load: (id: string) => string | undefined
}

const root = fileURLToPath(new URL('..', import.meta.url))
const component = fileURLToPath(new URL('components/NotLoaded.astro', import.meta.url))

const frontMatter = /^---\n[\s\S]*?\n---\n/

const pathOf = (id: string): string => id.split('?')[0] ?? id

/** The reasons why a page cannot be shown: what it imports from `playbooks/` and does not load. */
const reasonsFor = (source: string, broken: readonly BrokenModule[]): readonly string[] => {
  const imported = [...source.matchAll(/^import .* from '[^']*\/playbooks\/([^']*)\.ts'/gm)].map(([, name]) => name)
  return broken.filter(({ id }) => imported.includes(id)).flatMap(({ findings }) => findings.map(findingText))
}

/** The page with its own title, and what is wrong in place of the rest. */
const pageWithout = (source: string, reasons: readonly string[]): string =>
  `${frontMatter.exec(source)?.[0] ?? ''}
import NotLoaded from ${JSON.stringify(component)}

<NotLoaded of={${JSON.stringify(reasons)}} />
`

/** A module that cannot be compiled, in the words of what is wrong with it. */
const throwing = ({ findings }: BrokenModule): string =>
  `throw new Error(${JSON.stringify(findings.map(findingText).join('\n'))})\n`

/** Replaces the source of what does not load, and of the pages that import it. */
export const pagesPlugin = (broken: readonly BrokenModule[]): PagesPlugin => ({
  name: 'shipshape:pages-of-guides-that-do-not-load',
  enforce: 'pre',
  load(id: string) {
    const path = pathOf(id)
    const module = broken.find((each) => path === join(root, 'playbooks', `${each.id}.ts`))
    if (module !== undefined) return throwing(module)
    if (!path.startsWith(join(root, 'site/content/docs')) || !path.endsWith('.mdx')) return undefined
    const source = readFileSync(path, 'utf8')
    const reasons = reasonsFor(source, broken)
    return reasons.length === 0 ? undefined : pageWithout(source, reasons)
  },
})

/** A guide that does not load costs only the pages that use it: they say so, and all others are built. */
export const guidePages = async (): Promise<AstroIntegration> => {
  // Now: when the hook is called, what has loaded the configuration loads nothing more.
  const broken = await brokenModules({ root, cache: cacheDir() })
  return {
    name: 'shipshape:guide-pages',
    hooks: {
      'astro:config:setup': ({ updateConfig, logger }) => {
        for (const { findings } of broken) for (const finding of findings) logger.error(findingText(finding))
        if (broken.length > 0) updateConfig({ vite: { plugins: [pagesPlugin(broken)] } })
      },
    },
  }
}
