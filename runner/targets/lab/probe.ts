/**
 * The lab's observer: a small process inside the namespace that stands for the reader's computer. It reads questions
 * from standard input and answers them concurrently on standard output, one JSON object per line. Its only argument
 * is the folder of the guide's VM.
 */
import { createInterface } from 'node:readline'
import { reasonWords } from '../../checks/observe/reason.ts'
import { observeInventory } from '../../checks/observe/inventory.ts'
import { observe } from './observe.ts'
import type { ProbeQuestion, ProbeReply, ProbeRequest } from './probe-protocol.ts'
import { readRecord } from '../../machines/qemu/record.ts'
import { openInside } from './open-inside.ts'

/** The time limit of one observation. Milliseconds. */
const lookMs = 15_000

const [, , folder] = process.argv
if (folder === undefined) throw new Error('usage: probe.ts MACHINE_FOLDER')
const inside = openInside(folder)

const answer = async (question: ProbeQuestion): Promise<unknown> => {
  switch (question.ask) {
    case 'observe':
      return observe(question.check, inside, AbortSignal.timeout(lookMs)).catch(unreachable)
    case 'address':
      return inside.address().catch(() => undefined)
    case 'was-killed':
      return inside.wasKilled()
    case 'resumed':
      return resumed(AbortSignal.timeout(question.withinMs))
    case 'inventory':
      return observeInventory((look) => inside.withEngine(look)).catch(() => undefined)
  }
}

const resumed = async (signal: AbortSignal): Promise<undefined> => {
  const { finishRestore, machineFiles } = await import('../../machines/qemu/index.ts')
  const files = machineFiles(folder)
  const record = await readRecord(files)
  if (record === undefined) throw new Error('there is no VM')
  await finishRestore(files, record, signal)
}

// A VM that does not answer is an observation, not a failure of the observer.
const unreachable = (error: unknown): unknown => ({ kind: 'unreachable', reason: reasonWords(error) })

const reply = (message: ProbeReply): void => void process.stdout.write(`${JSON.stringify(message)}\n`)

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const { id, ...question } = JSON.parse(line) as ProbeRequest // only the runner writes here
    answer(question).then(
      (seen) => reply({ id, answer: seen ?? null }),
      (error: unknown) => reply({ id, trouble: reasonWords(error).en }),
    )
  })
  .on('close', () => process.exit(0))
