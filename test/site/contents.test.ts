import { expect, test } from 'vitest'
import { type Heading, sectionsOf } from '../../site/contents/sections.ts'

const title = { slug: '_top', text: 'Overview' }
const headings: readonly Heading[] = [
  { depth: 2, slug: 'images', text: 'Images' },
  { depth: 3, slug: 'pull', text: 'Pull' },
  { depth: 4, slug: 'deep', text: 'Deep' },
  { depth: 2, slug: 'end', text: 'End' },
]
const steps = [
  { id: 'version', title: { en: 'Show the version', 'zh-cn': '查看版本' } },
  { id: 'list', title: { en: 'List them', 'zh-cn': '列出' } },
  { id: 'pull-it', title: { en: 'Pull one', 'zh-cn': '拉取' } },
]
const source = `import Step from '../../components/Step.astro'

<Step of={steps.version} />

## Images

<Step of={steps.list} />

### Pull

#### Deep

  <Step of={steps.pullIt} />

## End

What \`<Step of={…} />\` is, and ## not a heading.
`

test('the contents of a page are its sections, with the headings and steps below them in their order', () => {
  expect(sectionsOf(title, headings, source, steps, 'en')).toEqual([
    { ...title, entries: [{ slug: 'step-version', text: 'Show the version', number: 1 }] },
    {
      slug: 'images',
      text: 'Images',
      entries: [
        { slug: 'step-list', text: 'List them', number: 2 },
        { slug: 'pull', text: 'Pull' },
        { slug: 'step-pull-it', text: 'Pull one', number: 3 },
      ],
    },
    { slug: 'end', text: 'End', entries: [] },
  ])
})

test('the steps are named in the language of the page', () => {
  const [first] = sectionsOf(title, headings, source, steps, 'zh-cn')
  expect(first?.entries).toEqual([{ slug: 'step-version', text: '查看版本', number: 1 }])
})

test('a page without steps has its headings only', () => {
  expect(sectionsOf(title, headings.slice(0, 1), '## Images\n', [], 'en')).toEqual([
    { ...title, entries: [] },
    { slug: 'images', text: 'Images', entries: [] },
  ])
})
