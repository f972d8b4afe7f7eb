import { fileURLToPath } from 'node:url'
import { spawn } from 'node:child_process'
import type { NotLoaded } from './not-loaded-text.ts'
import { placeOfMistake } from './locate.ts'
import { type Place, fromRoot, placeInStack } from './place.ts'
import type { ScriptPlace } from './where-it-loops.ts'
import { type Tried, importMs } from './trial.ts'

/** What a guide's name says when only it is known. */
const itsFile = (id: string): Place => ({ file: `playbooks/${id}.ts` })

const firstLine = (text: string): string => text.split('\n')[0] ?? ''

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`)

/** The innermost of these lines that is in a guide. */
const ownPlace = (at: readonly ScriptPlace[], root: string): Place | undefined => {
  const found = at.find(
    ({ url }) => url.startsWith('file:') && fromRoot(root, fileURLToPath(url)).startsWith('playbooks/'),
  )
  if (found === undefined) return undefined
  return { file: fromRoot(root, fileURLToPath(found.url)), line: found.lineNumber + 1, column: found.columnNumber + 1 }
}

/** Node names the line of a top-level `await` that nothing settles, but only of a program's own module. */
const unsettledPlace = (root: string, id: string): Promise<Place | undefined> => {
  const { promise, resolve } = Promise.withResolvers<Place | undefined>()
  const child = spawn(process.execPath, [`playbooks/${id}.ts`], {
    cwd: root,
    timeout: importMs,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (piece: Buffer) => (said += piece.toString()))
  child.on('error', () => resolve(undefined))
  child.on('close', () => {
    const [, file, line] = /unsettled top-level await at (file:\S+?):(\d+)/.exec(said) ?? []
    resolve(file === undefined ? undefined : { file: fromRoot(root, fileURLToPath(file)), line: Number(line) })
  })
  return promise
}

/** Why a guide does not load; nothing when it does. */
export const whyNotLoaded = async (tried: Tried, root: string): Promise<NotLoaded | undefined> => {
  const { id } = tried
  switch (tried.kind) {
    case 'loads':
      return undefined
    case 'misshapen':
      return { id, findings: tried.mistakes.map((each) => ({ ...each, place: placeOfMistake(root, id, each) })) }
    case 'throws': {
      const place = placeInStack(tried.stack, root) ?? itsFile(id)
      return { id, findings: [{ place, what: sentence(firstLine(tried.message)) }] }
    }
    case 'hangs': {
      const what = `It is not imported within ${tried.afterMs / 1000} s.`
      const fix = 'Look for a loop that does not end.'
      return { id, findings: [{ place: ownPlace(tried.at, root) ?? itsFile(id), what, fix }] }
    }
    case 'never-settles': {
      const place = (await unsettledPlace(root, id)) ?? itsFile(id)
      return {
        id,
        findings: [{ place, what: 'A top-level “await” never ends.', fix: 'A guide is data: wait for nothing.' }],
      }
    }
    case 'exits': {
      const what = `It ends the program with exit code ${tried.exitCode} while it is imported.`
      return { id, findings: [{ place: itsFile(id), what, fix: 'A guide is data: it runs nothing.' }] }
    }
  }
}
