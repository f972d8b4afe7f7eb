import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright'
import { launchBrowser, watchedContext, type Watched } from './support/browser.ts'
import { pageNames } from './support/page-source.ts'
import { serveRehearsal, type Rehearsed } from './support/rehearsed.ts'
import type { Rehearsal } from './support/truthful-target.ts'

let browser: Browser
let rehearsed: Rehearsed
let watched: Watched
beforeAll(async () => (browser = await launchBrowser()))
afterAll(() => browser.close())
afterEach(async () => {
  await watched.context.close()
  await rehearsed.close()
})

/** A paired page. */
const open = async (path: string, rehearsal: Rehearsal = {}): Promise<Page> => {
  rehearsed = await serveRehearsal(rehearsal)
  watched = await watchedContext(browser)
  const page = await watched.context.newPage()
  await page.goto(rehearsed.server.address)
  await page.goto(new URL(path, rehearsed.server.address).href)
  return page
}

const choose = async (page: Page, language: string): Promise<string> => {
  const select = page.locator('starlight-lang-select select').first()
  await Promise.all([page.waitForEvent('load'), select.selectOption({ label: language })])
  return new URL(page.url()).pathname
}

test('the language switch stays on the page, there and back', async () => {
  const page = await open('/')
  for (const name of await pageNames('en')) {
    const path = name === 'index' ? '/' : `/${name}/`
    await page.goto(new URL(path, rehearsed.server.address).href)
    expect([await choose(page, '简体中文'), await choose(page, 'English')]).toEqual([`/zh-cn${path}`, path])
  }
  expect(watched.troubles).toEqual([])
})

test('a Chinese page says that it is Chinese, in a font that is made for it and without italics', async () => {
  const page = await open('/zh-cn/boot2docker/')
  const look = await page.evaluate(() => {
    const emphasized = document.querySelector('main')?.appendChild(document.createElement('em'))
    const { fontFamily } = getComputedStyle(document.body)
    return {
      lang: document.documentElement.lang,
      fontFamily,
      style: emphasized ? getComputedStyle(emphasized).fontStyle : '',
    }
  })
  expect(look).toMatchObject({ lang: 'zh-CN', style: 'normal' })
  expect(look.fontFamily).toMatch(/^"?PingFang SC.*Noto Sans CJK SC.*Microsoft YaHei/)
})

test('a live run is told in Chinese on a Chinese page', async () => {
  const page = await open('/zh-cn/boot2docker/', {
    departures: { address: { stdout: '192.168.99.100\n', sees: 'utun7' } },
  })
  await page.getByRole('button', { name: '全部运行' }).click()
  await page.locator('shipshape-run[data-status="failed"]').waitFor({ timeout: 120_000 })
  const rows = await page.locator('shipshape-step[data-step="address"] [data-part="checks"] li').allInnerTexts()
  expect(rows.map((row) => row.replaceAll(/\s*\n\s*/g, ' | '))).toEqual([
    '退出码为 0 | 成立 | 看到： 退出码 0',
    '标准输出为“192.168.59.103” | 不成立 | 看到： “192.168.99.100” | 应为： 文本为“192.168.59.103”',
    '发往 192.168.59.103 的数据包经 vboxnet0 发出 | 不成立 | 看到： utun7 | 应为： vboxnet0',
  ])
  expect(await page.locator('.run-verdict').innerText()).toBe('未通过：有步骤未通过。')
  const told = await page
    .locator('.assertion, .verdict strong, .fact-label, .status:visible, .run-result p, .why:visible, .end:visible')
    .allInnerTexts()
  expect(told.filter((text) => text !== '' && !/\p{Script=Han}/u.test(text))).toEqual([])
})
