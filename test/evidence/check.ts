import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { guideNow } from '../../runner/evidence/guide-now.ts'
import { undriven } from '../../site/undriven.ts'
import { playbooks } from '../fixtures/all-guides.ts'
import { mutationProblems } from './mutation-problems.ts'
import { evidenceProblems, problemText } from './problems.ts'

/** Fails when kept evidence, a recording or a mutation report does not agree with this checkout. */
const root = fileURLToPath(new URL('../..', import.meta.url))

const archive = {
  evidence: join(root, 'public/evidence'),
  recordings: join(root, 'public/recordings'),
  journals: join(root, 'public/journals'),
  checkout: root,
  guides: await Promise.all(playbooks.map(guideNow)),
  hasDriver: (target: string) => ![...undriven].some((each) => each === target),
  now: Date.now(),
}

const problems = [
  ...(await evidenceProblems(archive)),
  ...(await mutationProblems({ ...archive, mutation: join(root, 'public/mutation') })),
]
for (const problem of problems) console.error(problemText(problem))
console.log(problems.length === 0 ? 'All evidence agrees with this checkout.' : `${problems.length} problems.`)
process.exitCode = problems.length === 0 ? 0 : 1
