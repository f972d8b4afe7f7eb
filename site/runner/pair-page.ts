import { pairFrom } from './pair.ts'

/** Sent to the page when it has just been paired, at its start or because the printed link was opened again in it. */
export const paired = 'shipshape-paired'

const pair = (): void => {
  if (pairFrom(location, history, localStorage)) dispatchEvent(new Event(paired))
}

pair()
addEventListener('hashchange', pair)
