export { buildRegistry, findRegistry, forgetRegistry, obtainRegistry } from './build.ts'
export { startMirror, type RunningMirror } from './running-mirror.ts'
export { standInImages, standInLabel } from './stand-in.ts'
export { startRegistry, type RunningRegistry } from './registry.ts'
