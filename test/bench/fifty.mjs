import { speedUpImports } from '../../runner/setup/imports.mjs'

speedUpImports()
await import('./fifty.ts')
