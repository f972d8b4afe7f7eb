import { whenUsed } from '../runner/load.ts'
import { keyOf } from '../ticks/kept-ticks.ts'

const guide = document.querySelector<HTMLElement>('shipshape-run')?.dataset['guide']

const hasTicks = (): boolean => {
  try {
    return guide !== undefined && localStorage.getItem(keyOf(guide)) !== null
  } catch {
    // A browser that keeps nothing for this page.
    return false
  }
}

const load = (): void => void import('./page.ts')

// What a reader who types needs is of no use to who only looks at the page’s beginning.
if (hasTicks()) load()
else if (guide !== undefined) whenUsed(load)
