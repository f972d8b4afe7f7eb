import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { playbooks } from '../fixtures/all-guides.ts'
import type { Playbook } from '../../playbooks/model/index.ts'
import { checkedHash } from '../../runner/core/hash.ts'
import { type MutationReport, type StepReport, figuresOf, goodEnough, undoFiguresOf } from './report.ts'

const reportOf = (guide: string): string => join(import.meta.dirname, `../../public/mutation/${guide}.json`)

const provable = playbooks.filter(({ targets }) => targets.includes('lab'))

/** What the kept report says of steps that are still the very same. */
const known = async ({ id, steps }: Playbook): Promise<readonly StepReport[]> => {
  const { steps: reports } = JSON.parse(readFileSync(reportOf(id), 'utf8')) as MutationReport // written by us
  const hashes = new Map(await Promise.all(steps.map(async (step) => [step.id, await checkedHash(step)] as const)))
  return reports.filter(({ step, hash }) => hashes.get(step) === hash)
}

test.each(provable)('$id: of the wrong commands that were tried, enough were caught', async (playbook) => {
  expect(existsSync(reportOf(playbook.id)), 'no report; npm run mutation makes one').toBe(true)
  const steps = await known(playbook)
  expect(steps.length).toBeGreaterThan(0)
  expect(figuresOf(steps).share).toBeGreaterThanOrEqual(goodEnough)
})

test.each(provable)('$id: of the wrong undos that were tried, enough were caught', async (playbook) => {
  const figures = undoFiguresOf(await known(playbook))
  expect(figures?.share ?? 1).toBeGreaterThanOrEqual(goodEnough)
})

test.each(provable)('$id: each wrong command or undo that got through has its reason', async (playbook) => {
  const survivors = (await known(playbook)).flatMap(({ step, mutants, undo }) =>
    [...mutants, ...(undo?.mutants ?? [])]
      .filter(({ outcome, explained }) => outcome === 'survived' && explained === undefined)
      .map(({ name }) => `${step}: ${name}`),
  )
  expect(survivors).toEqual([])
})
