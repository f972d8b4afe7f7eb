import { expect } from 'vitest'
import { test } from './support/reader.ts'

test('a page sends what is typed into the fields of its inputs', async ({ open }) => {
  const { guide } = await open()
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
})
