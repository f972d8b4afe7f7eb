/**
 * Obtains packages on a disk with too little room, then with enough: `node on-full-disk.ts <folder> <address> <file>`.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { RunnerError } from '../../../runner/errors.ts'
import { sha256Of } from '../../../runner/host/digest.ts'
import { parseLock } from '../../../runner/packages/lock.ts'
import { packagesFolder } from '../../../runner/packages/store.ts'
import { archivesAt, obtaining } from './storing.ts'

const [folder = '', url = '', lockFile = ''] = process.argv.slice(2)
const lock = parseLock(readFileSync(lockFile, 'utf8'), lockFile)
const filler = join(folder, 'filler')

const attempt = async (): Promise<object> => {
  try {
    const { stored } = await obtaining(lock, folder, archivesAt(url))
    return { stored: stored.length }
  } catch (error) {
    if (!(error instanceof RunnerError)) throw error
    const { code, message, hint, state } = error
    return { code, message, hint, state }
  }
}

/** Names of finished files whose content is not what they are named by. */
const falselyWhole = (): readonly string[] =>
  readdirSync(packagesFolder(folder))
    .filter((name) => !name.endsWith('.part'))
    .filter((name) => sha256Of(readFileSync(join(packagesFolder(folder), name))) !== name)

writeFileSync(filler, Buffer.alloc(200_000))
const full = await attempt()
const wrong = falselyWhole()
rmSync(filler)
process.stdout.write(JSON.stringify({ full, wrong, later: await attempt() }))
