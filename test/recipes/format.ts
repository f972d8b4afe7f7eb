import { addFiles, addLine } from './copy.ts'

const tap = `import type { Report } from '../protocol/report.ts'

/** The Test Anything Protocol, version 14: a line for each run. */
export const tapFile = (reports: readonly Report[]): string =>
  [
    'TAP version 14',
    \`1..\${reports.length}\`,
    ...reports.map(({ status, playbook }, at) => \`\${status === 'passed' ? 'ok' : 'not ok'} \${at + 1} - \${playbook}\`),
    '',
  ].join('\\n')
`

/** Adds the format `tap`. */
export const addFormat = (folder: string): void => {
  addFiles(folder, { 'runner/reporters/tap.ts': tap })
  const load = "async () => (await import('./tap.ts')).tapFile"
  const line = `  { option: 'tap', what: 'write a TAP file', load: ${load} },`
  addLine(folder, 'runner/reporters/files.ts', "option: 'junit'", line)
}
