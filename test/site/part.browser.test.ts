import { expect } from 'vitest'
import { boot2docker } from '../../playbooks/boot2docker.ts'
import { type GuidePage, visitGuide } from './support/browser.ts'
import { test } from './support/reader.ts'

const standIns = [{ image: 'nginx:1.26' }, { image: 'busybox:1.37' }]

/** The last step but one, and how many steps end with it. */
const lateStep = (): { readonly id: string; readonly number: number; readonly of: number } => {
  const { steps } = boot2docker
  return { id: steps.at(-2)?.id ?? '', number: steps.length - 1, of: steps.length }
}

/** What the panel says of the result, and how it looks. */
const panel = async ({ page }: GuidePage): Promise<object> => ({
  says: await page.locator('[data-part="result"] p:not(.run-target)').allInnerTexts(),
  ...(await page.evaluate(() => {
    const run = document.querySelector('shipshape-run')
    const verdict = run?.querySelector('.run-verdict')
    if (!run || !verdict) throw new Error('no result is shown')
    return {
      edge: getComputedStyle(run).borderInlineStartColor,
      words: getComputedStyle(verdict).color,
      sign: getComputedStyle(verdict, '::before').content.slice(0, 2),
    }
  })),
})

test('a run up to a late step is shown as this part, never as the whole guide, also after a reload', async ({
  open,
}) => {
  const { guide, watched } = await open({ standIns })
  await guide.runAll()
  await guide.ended()
  const whole = await panel(guide)
  const { id, number, of } = lateStep()
  expect(whole).toMatchObject({
    says: [`Passed: all ${of} steps.`, 'Verified with stand-ins for nginx:1.26, busybox:1.37.'],
    sign: '"✓',
  })
  await guide.runTo(id)
  await guide.page.locator('shipshape-run[data-status="passed"][data-scope="part"]').waitFor()
  const part = await panel(guide)
  expect(part).toMatchObject({
    says: [
      `Passed: steps 1–${number} of ${of}.`,
      `Asked for: steps 1–${number} of ${of}. This says nothing about the other step.`,
      'Verified with stand-ins for nginx:1.26, busybox:1.37.',
    ],
    sign: '"◐',
  })
  for (const look of ['edge', 'words'] as const) expect(Reflect.get(part, look)).not.toBe(Reflect.get(whole, look))
  await guide.page.reload()
  await guide.ended()
  expect(await panel(guide)).toEqual(part)
  expect(watched.troubles).toEqual([])
})

test('a part that fails says in Chinese too which part it was', async ({ open }) => {
  const { guide: english, rehearsed, watched } = await open({ departures: { address: { stdout: '192.168.99.100\n' } } })
  await english.runTo('address')
  await english.ended()
  const chinese = await visitGuide(watched.context, rehearsed.server.address, 'zh-cn/boot2docker')
  await chinese.ended()
  const { steps } = rehearsed.guide
  const last = steps.findIndex(({ id }) => id === 'address') + 1
  expect(await chinese.page.locator('.run-scope').innerText()).toBe(
    `本次只要求运行第 1–${last} 步（共 ${steps.length} 步），不能说明其余 ${steps.length - last} 步的结果。`,
  )
})
