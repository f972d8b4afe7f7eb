import { pasteButton } from '../paste/button.ts'
import { complete, beforeInView } from '../reading/in-view.ts'
import { lastLineOf } from '../reading/last-line.ts'
import { addStyles } from '../reading/add-styles.ts'
import styles from '../styles/ticks.css?url'
import { followTicks } from '../ticks/ticks.ts'

const steps = [...document.querySelectorAll<HTMLElement>('shipshape-step')]
const { guide = '', hash = '' } = document.querySelector<HTMLElement>('shipshape-run')?.dataset ?? {}

/** In the last line of each step, what a reader uses who types it. */
const addTo = (step: HTMLElement, tickBoxFor: (step: HTMLElement) => HTMLElement): void => {
  complete(step)
  lastLineOf(step).prepend(tickBoxFor(step), pasteButton(step))
}

/** The hash of each step; undefined while the site cannot be reached. */
const loadHashes = async (): Promise<ReadonlyMap<string, string> | undefined> => {
  // With the hash of the guide, so that no older copy is taken from the browser’s cache.
  const answer = await fetch(`/steps/${guide}.json?${hash}`).catch(() => undefined)
  if (answer?.ok !== true) return undefined
  return new Map(Object.entries((await answer.json()) as Readonly<Record<string, string>>)) // of `site/pages/steps`
}

const start = async (): Promise<void> => {
  const [hashes] = await Promise.all([loadHashes(), addStyles(styles)])
  if (hashes === undefined) return
  const tickBoxFor = followTicks(guide, steps, hashes)
  beforeInView(steps, (step) => {
    if (step instanceof HTMLElement) addTo(step, tickBoxFor)
  })
}

void start()
