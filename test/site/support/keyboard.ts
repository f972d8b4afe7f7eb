import type { Locator, Page } from 'playwright'

/** More controls than any page has. */
const mostTabs = 2_000

/** Moves the focus to a control by Tab alone, as a reader without a pointer does. */
export const tabTo = async (page: Page, control: Locator): Promise<void> => {
  await control.waitFor()
  for (let tabs = 0; tabs < mostTabs; tabs++) {
    if (await control.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to ${String(control)}.`)
}

/** Presses a control by the keyboard alone. */
export const pressByKeyboard = async (
  page: Page,
  control: Locator,
  key: 'Enter' | 'Space' = 'Enter',
): Promise<void> => {
  await tabTo(page, control)
  await page.keyboard.press(key)
}
