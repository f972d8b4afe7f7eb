import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exits, run, sh, step, type Playbook } from '../../playbooks/model/index.ts'
import { startRun } from '../../runner/runs/index.ts'
import { scriptedTarget } from '../fixtures/scripted-target.ts'

/**
 * A playbook of as many steps as the first argument says, each a `/bin/true`, run as guides are: with journal, checks
 * and report.
 */
const steps = Number(process.argv[2])
const names = Array.from({ length: steps }, (_, at) => `step-${at}`)
const title = { en: 'Do nothing', 'zh-cn': '什么也不做' }
const [first = step('none', nothing()), ...others] = names.map((name) => step(name, nothing()))

function nothing(): Parameters<typeof step>[1] {
  return { title, action: run(sh`/bin/true`), checks: [exits(0)], undo: 'nothing' }
}

const playbook: Playbook = {
  id: 'fifty',
  title,
  targets: ['lab'],
  machine: 'none',
  duration: '1m',
  needs: [],
  changes: title,
  steps: [first, ...others],
}

const state = await mkdtemp(join(tmpdir(), 'shipshape-bench-'))
try {
  const started = await startRun({
    playbook,
    target: scriptedTarget(),
    mode: 'run',
    selection: { kind: 'all' },
    state,
    signal: new AbortController().signal,
  })
  const { status, why } = await started.finished
  if (status !== 'passed') throw new Error(`the playbook did not pass: ${status} ${why?.en ?? ''}`)
} finally {
  await rm(state, { recursive: true, force: true })
}
