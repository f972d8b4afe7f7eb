export { standInImages, standInPackages, standIns } from './catalogue.ts'
export {
  findStandIn,
  forgetStandIn,
  keptStandIns,
  makeStandIn,
  noteProblem,
  problemOf,
  standInsFolder,
} from './make.ts'
export { type RunningStandIns, serveStandIns } from './running.ts'
export { type ImageName, type StandIn, standInLabel } from './stand-in.ts'
export { readContents } from './kept.ts'
