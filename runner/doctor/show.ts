import { areas, type Finding } from './finding.ts'

const mark = { ok: '✓', warning: '!', missing: '✗' } as const
const colour = { ok: '\u001b[32m', warning: '\u001b[33m', missing: '\u001b[31m' } as const

const line = ({ state, what, saw, fix }: Finding, width: number, isColoured: boolean): string => {
  const sign = isColoured ? `${colour[state]}${mark[state]}\u001b[0m` : mark[state]
  const fixText = fix === undefined ? '' : `\n    ${' '.repeat(width)}  fix: ${fix}`
  return `  ${sign} ${what.padEnd(width)}  ${saw}${fixText}`
}

/** The findings as text, area by area, with a summary at the end. */
export const show = (findings: readonly Finding[], isColoured: boolean): string => {
  const width = Math.max(...findings.map(({ what }) => what.length))
  const blocks = areas.flatMap((area) => {
    const here = findings.filter((finding) => finding.area === area)
    return here.length === 0 ? [] : [[area, ...here.map((finding) => line(finding, width, isColoured))].join('\n')]
  })
  return [...blocks, conclusion(findings)].join('\n\n')
}

const conclusion = (findings: readonly Finding[]): string => {
  const missing = findings.filter(({ state }) => state === 'missing')
  const warnings = findings.filter(({ state }) => state === 'warning')
  if (missing.length > 0) return `Guides cannot be run here yet: ${missing.map(({ what }) => what).join(', ')}.`
  return `Guides can be run here.${warnings.length > 0 ? ` What could be better: ${warnings.map(({ what }) => what).join(', ')}.` : ''}`
}
