import { styleText } from 'node:util'
import { type KeptPart, keptParts } from '../../lab/kept-parts.ts'
import { cacheDir } from '../../paths.ts'
import { printColoured, printJson } from '../say.ts'
import { hubAnswers } from '../../targets/lab/hub.ts'

const build = 'npx shipshape lab build'

/** Shows the parts of the lab. Returns 0 when nothing is missing, else 3. */
export const showStatus = async (isJson: boolean): Promise<number> => {
  const parts = await keptParts(cacheDir(), () => hubAnswers(new AbortController().signal))
  if (isJson) printJson({ parts }, 2)
  else printColoured(table(parts))
  return parts.some(({ state }) => state === 'missing') ? 3 : 0
}

const marks = { whole: styleText('green', '✓'), missing: styleText('red', '✗'), 'not-needed': '–' } as const

const table = (parts: readonly KeptPart[]): string => {
  const width = Math.max(...parts.map(({ id }) => id.length))
  const rows = parts.map(
    ({ id, state, path, detail }) =>
      `${marks[state]} ${id.padEnd(width)}  ${[state, path, detail].filter((text) => text !== undefined).join('  ')}`,
  )
  return [...rows, ...(parts.some(({ state }) => state === 'missing') ? [`Build what is missing: ${build}`] : [])].join(
    '\n',
  )
}
