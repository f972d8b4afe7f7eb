/** Every kind of check of what a command said: a line here and a folder of the same name make one. */
export { exitCode as 'exit-code' } from './exit-code/define.ts'
export { output } from './output/define.ts'
