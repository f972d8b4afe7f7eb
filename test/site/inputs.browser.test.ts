import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser } from 'playwright'
import { launchBrowser, openGuide, watchedContext } from './support/browser.ts'
import { serveRehearsal } from './support/rehearsed.ts'

let browser: Browser
beforeAll(async () => (browser = await launchBrowser()))
afterAll(() => browser.close())

test('a page sends what is typed into the fields of its inputs', async () => {
  const rehearsed = await serveRehearsal()
  const { context } = await watchedContext(browser)
  const guide = await openGuide(context, rehearsed.server.address, 'boot2docker')
  // No guide asks its reader for anything yet.
  await guide.page.locator('shipshape-run [data-part="controls"]').evaluate((controls) => {
    const fields = document.createElement('fieldset')
    fields.dataset['part'] = 'inputs'
    fields.innerHTML = '<label>User <input name="user"></label><label>Token <input name="token"></label>'
    controls.prepend(fields)
  })
  await guide.page.getByLabel('User').fill('moby')
  const request = guide.page.waitForRequest((each) => each.method() === 'POST' && each.url().endsWith('/api/runs'))
  await guide.runAll()
  expect((await request).postDataJSON()).toMatchObject({ playbook: 'boot2docker', inputs: { user: 'moby' } })
  await guide.page.locator('[data-part="notice"]').getByText('does not ask for “user”').waitFor()
  await context.close()
  await rehearsed.close()
})
