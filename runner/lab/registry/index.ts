export { buildRegistry, findRegistry, forgetRegistry, obtainRegistry } from './build.ts'
export { standInImages, standInLabel } from './recipes.ts'
export { startRegistry, type RunningRegistry } from './registry.ts'
