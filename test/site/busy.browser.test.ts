import { expect } from 'vitest'
import { visitGuide } from './support/browser.ts'
import { test } from './support/reader.ts'

test('a guide that cannot be run meanwhile names the running one, links to it and cancels it', async ({ open }) => {
  const { rehearsed, watched, guide } = await open({ departures: { up: { until: new Promise(() => undefined) } } })
  await guide.runAll()
  await guide.waitForStep('up', 'running')
  const { page } = await visitGuide(watched.context, rehearsed.server.address, 'zh-cn/containers')
  await page.getByRole('button', { name: '全部运行' }).click()
  const notice = page.locator('[data-part="notice"]')
  await notice.getByText('正在运行指南“boot2docker”').waitFor()
  expect(await notice.innerText()).not.toMatch(/kill|\b\d{3,7}\b(?!-)/)
  const link = notice.getByRole('link')
  expect(await link.innerText()).toBe(`查看它：${rehearsed.guide.title['zh-cn']}`)
  expect(new URL(await link.evaluate((each: HTMLAnchorElement) => each.href)).pathname).toBe('/zh-cn/boot2docker/')
  await notice.getByRole('button', { name: '取消那次运行' }).click()
  expect(await guide.ended()).toBe('cancelled')
  await notice.waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: '全部运行' }).click()
  await page.locator('shipshape-run[data-status="running"]').waitFor()
  expect(watched.troubles.filter((trouble) => !trouble.includes('409'))).toEqual([])
})

test('on an engine that holds things of the reader, the page says so and runs once they agree', async ({ open }) => {
  const holds = { en: 'Your engine holds 3 containers.', 'zh-cn': '你的引擎上有 3 个容器。' }
  const { guide, watched } = await open({ holds })
  await guide.runTo('init')
  const notice = guide.page.locator('[data-part="notice"]')
  await notice.getByText(holds.en).waitFor()
  await notice.getByRole('button', { name: 'Run it on this engine' }).click()
  expect(await guide.ended()).toBe('passed')
  await notice.waitFor({ state: 'hidden' })
  expect(watched.troubles.filter((trouble) => !trouble.includes('409'))).toEqual([])
})
