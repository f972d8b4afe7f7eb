import { describe, expect } from 'vitest'
import { showStep } from '../../site/shown.ts'
import { test } from './support/reader.ts'

describe('what a step writes', () => {
  test('cannot become anything but text', async ({ open }) => {
    const payloads = [
      '<img src=x onerror=alert(1)>',
      '<script>alert(2)</script>',
      '\u001b]0;owned\u0007after',
      '\u001b]52;c;b3duZWQ=\u0007',
      'java\u202escript',
      '"><svg onload=alert(3)>',
      'javascript:alert(4)',
      '\u0000\u0008\u007f',
    ]
    const { guide, watched } = await open({
      departures: {
        up: {
          stdout: `${payloads.join('\n')}\nexport DOCKER_HOST=tcp://192.168.59.103:2376\n`,
          stderr: payloads.join('\n'),
        },
      },
    })
    await guide.runTo('up')
    expect(await guide.ended()).toBe('passed')
    const text = await guide.textOf('up')
    expect(text).toContain('<img src=x onerror=alert(1)>')
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/)
    expect(await guide.page.locator('shipshape-step img, shipshape-step script, shipshape-step svg').count()).toBe(0)
    expect(await guide.page.title()).toContain('boot2docker')
    expect(watched.troubles).toEqual([])
  })

  test('is shown by its beginning and its end when it is long, and the end is in view', async ({ open }) => {
    const lines = Array.from({ length: 6_000 }, (_each, index) => `line ${index}`).join('\n')
    const { guide } = await open({
      departures: { up: { stdout: `${lines}\nexport DOCKER_HOST=tcp://192.168.59.103:2376\n` } },
    })
    await guide.runTo('up')
    await guide.ended()
    const box = guide.page.locator('shipshape-step[data-step="up"] .output pre').first()
    expect(await box.innerText()).toMatch(/^line 0\n[\s\S]*… \d+ KB hidden …[\s\S]*line 5999\nexport DOCKER_HOST/)
    expect(
      await box.evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight),
    ).toBeLessThan(8)
  })
})

test('what was overwritten is shown, and every character of it on request', async ({ open }) => {
  const stdout = 'FAILED: 3 errors\rPASSED: 0 errors\nexport DOCKER_HOST=tcp://192.168.59.103:2376\n'
  const { guide, watched } = await open({ departures: { up: { stdout } } })
  await guide.runTo('up')
  await guide.ended()
  const output = guide.page.locator('shipshape-step[data-step="up"] .output').first()
  const first = async (): Promise<string> => (await output.locator('pre').innerText()).split('\n')[0] ?? ''
  expect(await first()).toBe('FAILED: 3 errors\\rPASSED: 0 errors')
  await output.getByRole('button', { name: 'Show every character' }).click()
  expect(await first()).toBe('FAILED: 3 errors\\u{d}PASSED: 0 errors')
  await output.getByRole('button', { name: 'Show readable text' }).click()
  expect(await first()).toBe('FAILED: 3 errors\\rPASSED: 0 errors')
  expect(watched.troubles).toEqual([])
})

test('colours are shown, and the state of a progress bar is the last one', async ({ open }) => {
  const bar = [10, 55, 100].map((percent) => `\u001b[32mpulling ${percent}%\u001b[0m`).join('\r')
  const stdout = `${bar}\n\u001b[1;31mred\u001b[0m\nexport DOCKER_HOST=tcp://192.168.59.103:2376\n`
  const { guide, watched } = await open({ departures: { up: { stdout } } })
  await guide.runTo('up')
  await guide.ended()
  const box = guide.page.locator('shipshape-step[data-step="up"] .output pre').first()
  expect(await box.innerText()).toBe('\\r×2 pulling 100%\nred\nexport DOCKER_HOST=tcp://192.168.59.103:2376\n')
  const coloured = box.locator('[class]')
  expect(
    await coloured.evaluateAll((all) => all.map((each) => [each.getAttribute('class'), each.textContent])),
  ).toEqual([
    ['ansi-green', 'pulling 100%'],
    ['ansi-red ansi-bold', 'red'],
  ])
  expect(watched.troubles).toEqual([])
})

test('the copy button puts exactly the shown characters on the clipboard', async ({ open }) => {
  const { guide, rehearsed } = await open({}, { permissions: ['clipboard-read', 'clipboard-write'] })
  for (const step of rehearsed.guide.steps) {
    const { action } = showStep(step, rehearsed.guide, 'en')
    const text = await guide.shownCommand(step.id)
    expect(text).toBe(action.text)
    const shown = guide.page.locator(`shipshape-step[data-step="${step.id}"]`)
    await shown.scrollIntoViewIfNeeded()
    await shown.getByRole('button', { name: 'Copy' }).first().click()
    expect(await guide.page.evaluate(() => navigator.clipboard.readText())).toBe(text)
  }
})
