import mdx from '@astrojs/mdx'
import starlight from '@astrojs/starlight'
import { existsSync } from 'node:fs'
import { defineConfig } from 'astro/config'
import { guidePages } from './guide-pages.ts'
import { sidebarGroups } from './guides.ts'
import { locales } from './locales.ts'

const isWritten = (page: string): boolean => existsSync(new URL(`content/docs/${page}.mdx`, import.meta.url))

const sidebar = sidebarGroups
  .map(({ label, pages }) => ({
    label: label.en,
    translations: { 'zh-CN': label['zh-cn'] },
    items: pages.filter(isWritten),
  }))
  .filter(({ items }) => items.length > 0)

export default defineConfig({
  srcDir: './site',
  publicDir: './public',
  outDir: './dist',
  // Files of their own, so that a page needs no inline style or script beyond Starlight's few.
  build: { inlineStylesheets: 'never' },
  vite: { build: { assetsInlineLimit: 0 } },
  integrations: [
    starlight({
      title: 'Shipshape',
      description:
        'Guides with every step verified: every command is executed on a real virtual machine and its outcome is ' +
        'checked.',
      favicon: '/favicon.svg',
      locales: Object.fromEntries(locales.map(({ folder, label, lang }) => [folder || 'root', { label, lang }])),
      customCss: ['theme', 'panel', 'step', 'command', 'outcome', 'run', 'run-bar', 'kept', 'preparation', 'home'].map(
        (name) => `./site/styles/${name}.css`,
      ),
      components: { Head: './site/components/Head.astro', PageFrame: './site/components/PageFrame.astro' },
      // There is little to search yet, its index would be most of the site's weight, and it needs a looser policy.
      pagefind: false,
      // Steps are shown by a component of our own; nothing else on these pages is code to copy.
      expressiveCode: false,
      sidebar,
    }),
    mdx(),
    await guidePages(),
  ],
})
