import type { PasteGuide } from './paste-guide.ts'

const loaded = new Map<string, Promise<PasteGuide>>()

const load = async (address: string): Promise<PasteGuide> => {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
  return (await answer.json()) as PasteGuide // built by `site/pages/by-hand`
}

/** The checks of a guide as this page shows it, by the guide’s hash; asked for again when it could not be loaded. */
export const loadPasteGuide = (guide: string, hash: string): Promise<PasteGuide> => {
  const address = `/by-hand/${guide}.json?${hash}`
  const known = loaded.get(address) ?? load(address)
  loaded.set(address, known)
  known.catch(() => loaded.delete(address))
  return known
}
