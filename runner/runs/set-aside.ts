import { closeSync, constants, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { openRegular } from '../host/regular-file.ts'

const { O_WRONLY, O_CREAT, O_EXCL } = constants

/** Copies a file of ours, in place of an earlier copy. Neither may be a link: what it leads to would be overwritten. */
export const setAside = (path: string, copy: string): void => {
  const from = openRegular(path)
  try {
    rmSync(copy, { force: true })
    const to = openRegular(copy, O_WRONLY | O_CREAT | O_EXCL)
    try {
      writeFileSync(to, readFileSync(from))
    } finally {
      closeSync(to)
    }
  } finally {
    closeSync(from)
  }
}
