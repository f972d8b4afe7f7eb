import { expect, test } from 'vitest'
import type { Finding } from '../../../runner/doctor/finding.ts'
import { show } from '../../../runner/doctor/show.ts'

const findings: readonly Finding[] = [
  { area: 'programs', what: 'curl', state: 'ok', saw: '8.0 (/usr/bin/curl)' },
  {
    area: 'programs',
    what: 'qemu-img',
    state: 'missing',
    saw: 'not found; it makes the machine’s disks',
    fix: 'npm start',
  },
  {
    area: 'network',
    what: 'port 4400',
    state: 'warning',
    saw: 'taken by another program (the guides)',
    fix: "ss -ltnp 'sport = :4400'",
  },
]

test('what was found is shown area by area, each trouble with its fix, and one sentence at the end', () => {
  expect(show(findings, false)).toBe(`programs
  ✓ curl       8.0 (/usr/bin/curl)
  ✗ qemu-img   not found; it makes the machine’s disks
               fix: npm start

network
  ! port 4400  taken by another program (the guides)
               fix: ss -ltnp 'sport = :4400'

Guides cannot be run here yet: qemu-img.`)
})

test('a warning stops nobody', () => {
  expect(show(findings.slice(2), false)).toMatch(/Guides can be run here\. What could be better: port 4400\.$/)
})
