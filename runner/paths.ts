import { homedir } from 'node:os'

// In set-up's plain JavaScript, which also runs before there is a Node that reads TypeScript.
export { cacheDir, compiledDir, stateDir } from './setup/folders.mjs'

/** A path as a person writes it, its `~` spelled out. */
export const fromHome = (path: string, home: string = homedir()): string => path.replace(/^~(?=\/|$)/, () => home)
