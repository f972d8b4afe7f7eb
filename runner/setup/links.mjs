import { chmodSync, existsSync, readFileSync, readlinkSync, symlinkSync, unlinkSync } from 'node:fs'
import { join, relative } from 'node:path'

/** @param {string} path */
const linkedTo = (path) => {
  try {
    return readlinkSync(path)
  } catch {
    return undefined // none, or not a link
  }
}

/**
 * Makes `npx NAME` find our own programs: npm links only those of dependencies. Cheap when the links exist.
 * @param {string} root
 */
export const linkPrograms = (root) => {
  const folder = join(root, 'node_modules', '.bin')
  /** @type {Record<string, string>} */
  const programs = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).bin ?? {}
  for (const [name, file] of Object.entries(programs)) {
    const target = relative(folder, join(root, file))
    if (linkedTo(join(folder, name)) === target) continue
    if (existsSync(join(folder, name))) unlinkSync(join(folder, name))
    symlinkSync(target, join(folder, name))
    if (existsSync(join(root, file))) chmodSync(join(root, file), 0o755)
  }
}
