import mdx from '@astrojs/mdx'
import starlight from '@astrojs/starlight'
import { existsSync } from 'node:fs'
import { defineConfig } from 'astro/config'
import { guidePages } from './guide-pages.ts'
import { sidebarGroups } from './guides.ts'
import { locales } from './locales.ts'
import { repositoryUrl, siteUrl } from './project.ts'

const isWritten = (page: string): boolean => existsSync(new URL(`content/docs/${page}.mdx`, import.meta.url))

const sidebar = sidebarGroups
  .map(({ label, pages }) => ({
    label: label.en,
    translations: { 'zh-CN': label['zh-cn'] },
    items: pages.filter(isWritten),
  }))
  .filter(({ items }) => items.length > 0)

export default defineConfig({
  site: siteUrl,
  srcDir: './site',
  publicDir: './public',
  outDir: './dist',
  // A page is a folder: without the slash, a static host sends its reader there once more.
  trailingSlash: 'always',
  // Files of their own, so that a page needs no inline style or script beyond Starlight's few.
  build: { inlineStylesheets: 'never' },
  vite: { build: { assetsInlineLimit: 0 } },
  // Pages are light; what a reader may never open is not loaded for a pointer that passes over a link.
  prefetch: false,
  integrations: [
    starlight({
      title: 'Shipshape',
      description:
        'Guides with every step verified: every command is executed on a real virtual machine and its outcome is ' +
        'checked.',
      favicon: '/favicon.svg',
      editLink: { baseUrl: `${repositoryUrl}/edit/main/` },
      lastUpdated: true,
      social: [{ icon: 'github', label: 'GitHub', href: repositoryUrl }],
      locales: Object.fromEntries(locales.map(({ folder, label, lang }) => [folder || 'root', { label, lang }])),
      customCss: ['theme', 'controls', 'screen', 'preparation', 'contents'].map((name) => `./site/styles/${name}.css`),
      components: {
        Head: './site/components/Head.astro',
        MarkdownContent: './site/components/MarkdownContent.astro',
        Hero: './site/components/Hero.astro',
        PageFrame: './site/components/PageFrame.astro',
        Search: './site/components/Search.astro',
        TableOfContents: './site/components/TableOfContents.astro',
      },
      routeMiddleware: './site/contents/route.ts',
      // Six elements each; `reading/in-view.ts` makes a link of each heading that comes into view.
      markdown: { headingLinks: false },
      // Its index is loaded when the search is opened; the dialog is `site/components/Search.astro`.
      pagefind: true,
      // Ours is in both languages: `site/pages/404.astro`.
      disable404Route: true,
      // Steps are shown by a component of our own; nothing else on these pages is code to copy.
      expressiveCode: false,
      sidebar,
    }),
    mdx(),
    await guidePages(),
  ],
})
