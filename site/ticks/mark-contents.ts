import { languageOf } from '../locales.ts'
import { tickWords } from '../words/ticks.ts'

type Done = 'ticked' | 'passed'

/** What the page says of a step. A run’s result counts more than a tick. */
const doneOf = ({ dataset }: HTMLElement): Done | undefined => {
  if (dataset['status'] === 'passed') return 'passed'
  return dataset['ticked'] === undefined ? undefined : 'ticked'
}

/** Marks each step in the table of contents that the reader has ticked or that has passed. */
export const markContents = (): void => {
  const say = tickWords[languageOf(document.documentElement.lang)]
  for (const link of document.querySelectorAll<HTMLAnchorElement>('shipshape-contents a[data-number]')) {
    const step = document.getElementById(link.hash.slice(1))?.closest<HTMLElement>('shipshape-step')
    const done = step ? doneOf(step) : undefined
    if (link.dataset['done'] === done) continue
    if (done === undefined) delete link.dataset['done']
    else link.dataset['done'] = done
    link.title = done === undefined ? '' : done === 'ticked' ? say.youTicked : say.passed
  }
}
