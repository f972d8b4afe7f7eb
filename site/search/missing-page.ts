import { locales, pathOf } from '../locales.ts'
import { missingPage } from '../words/missing-page.ts'

const locale =
  locales.find((each) => each.folder !== '' && location.pathname.startsWith(`/${pathOf(each)}`)) ?? locales[0]

/** Shows the page in the language of the address that was asked for. */
if (locale !== undefined) {
  const { title } = missingPage[locale.language]
  document.documentElement.lang = locale.lang
  document.title = title
  const heading = document.querySelector('h1')
  if (heading !== null) heading.textContent = title
  for (const part of document.querySelectorAll<HTMLElement>('shipshape-missing > section'))
    part.hidden = part.dataset['language'] !== locale.language
}
