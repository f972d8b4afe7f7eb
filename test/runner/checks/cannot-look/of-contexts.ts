import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ActualWorldCheck } from '../../../../runner/contract/rendered.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'
import { look } from './context.ts'
import { asNobody } from './elsewhere.ts'
import { belowAFile, locked, loop } from './of-paths.ts'
import type { Row } from './ways.ts'

const check: ActualWorldCheck = { kind: 'context', name: 'shipshape-mac', state: 'absent' }
const noServer = 'no server is asked'

const at = (path: string) => look(check, { absolute: () => path })

/** The client's file with this in it. */
const holding = (content: string): string => {
  const path = join(temporaryFolder(), 'meta.json')
  writeFileSync(path, content)
  return path
}

/** A home whose client's folder may not be read. */
const lockedHome = (): string => {
  const home = temporaryFolder()
  symlinkSync(locked(), join(home, '.docker'))
  return home
}

const folder = (): string => {
  const path = join(temporaryFolder(), 'meta.json')
  mkdirSync(path)
  return path
}

/** How the file of a context of the client cannot be looked at. */
export const ofContexts = (): Row => ({
  permission: () => asNobody(check, undefined, lockedHome()),
  type: () => at(folder()),
  'below-a-file': () => at(belowAFile()),
  loop: () => at(loop()),
  resolver: 'a file has no host',
  misspelt: 'a file has no host',
  tls: noServer,
  half: () => at(holding('{"Name": "shipshape-mac", "Endp')),
  endless: () => at('/dev/zero'),
  hang: noServer,
  foreign: () => at(holding('{"Endpoints": {"kubernetes": {}}}')),
  'not-run': 'nothing is run',
})
