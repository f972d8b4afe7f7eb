import { readFileSync } from 'node:fs'
import * as nodeModule from 'node:module'
import { fileURLToPath } from 'node:url'
import { compiledDir } from './folders.mjs'

const root = new URL('../../', import.meta.url).href

/**
 * What was read of each file, by its address, until it is loaded. Most files are imported by several.
 * @type {Map<string, string | undefined>}
 */
const sources = new Map()

/** @param {string} url */
const isRead = (url) => {
  if (sources.has(url)) return true
  try {
    sources.set(url, readFileSync(fileURLToPath(url), 'utf8'))
    return true
  } catch {
    return false // Node says what is wrong with it, and who imports it.
  }
}

/**
 * The address of a file of ours that one of ours imports. Node would look at each folder of its path for a link, and
 * for a package.json that says what it is; nothing here is a link, and `.ts` says what it is.
 * @param {string} name @param {string | undefined} parent
 */
const ownFile = (name, parent) => {
  if (!name.startsWith('.') || !name.endsWith('.ts') || parent?.startsWith(root) !== true) return undefined
  const { href } = new URL(name, parent)
  return href.startsWith(root) && !href.includes('/node_modules/') && isRead(href) ? href : undefined
}

/** @type {import('node:module').ResolveHookSync} */
const resolve = (name, context, next) => {
  // zod loads its messages in fifty languages, a fifth of a start; English comes by itself.
  if (name === '../locales/index.js') return { url: 'data:text/javascript,', shortCircuit: true }
  const url = ownFile(name, context.parentURL)
  return url === undefined ? next(name, context) : { url, format: 'module-typescript', shortCircuit: true }
}

/** @type {import('node:module').LoadHookSync} */
const load = (url, context, next) => {
  const source = sources.get(url)
  if (source === undefined) return next(url, context)
  sources.set(url, undefined)
  return { format: 'module-typescript', source, shortCircuit: true }
}

/**
 * Makes the imports of this process fast: finding and reading our files takes Node a third of a start. Compiled code is
 * kept: to strip types again takes most of one.
 */
export const speedUpImports = () => {
  nodeModule.enableCompileCache(compiledDir())
  nodeModule.registerHooks?.({ resolve, load })
}
