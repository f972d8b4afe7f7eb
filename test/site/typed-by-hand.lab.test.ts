import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Session } from '../../runner/contract/session.ts'
import { lab } from '../../runner/targets/lab/lab.ts'
import { locales } from '../../site/locales.ts'
import { pageMarkdown } from '../../site/markdown/page.ts'
import { type Expected, type TypedStep, typedSteps } from '../fixtures/typed-markdown.ts'

/** A person looks again when something is not there yet. */
const [looks, pauseMs] = [15, 1000]
const stepMs = 300_000
const never = new AbortController().signal

const holds = (printed: string, expected: Expected): boolean => {
  const text = printed.replace(/\n+$/, '')
  switch (expected.how) {
    case 'equals':
      return text.trim() === expected.text.trim()
    case 'contains':
      return text.includes(expected.text)
    case 'excludes':
      return !text.includes(expected.text)
    case 'matches':
      return expected.pattern.test(printed)
  }
}

/** One terminal: a living bash in the lab’s network. */
const terminalOf = (session: Session) => {
  let count = 0
  const options = (deadlineMs: number) => ({
    ...{ id: `typed-${(count += 1)}`, deadlineMs, signal: never, onOutput: () => undefined },
  })
  const type = (line: string, deadlineMs = stepMs) =>
    session.exec({ kind: 'command', line, where: 'host' }, options(deadlineMs))
  return {
    type,
    talk: ({ lines, says }: TypedStep) => session.exec({ kind: 'interactive', line: lines, says }, options(stepMs)),
    /** What a text with variables is, as the shell says it. */
    filledIn: async (text: string): Promise<string> => {
      if (!/\$(?:[a-z]|\(boot2docker ip\))/.test(text)) return text
      return (await type(`printf '%s' "${text.replaceAll(/["`\\]/g, '\\$&')}"`)).stdout
    },
  }
}

type Terminal = ReturnType<typeof terminalOf>

const seen = async (terminal: Terminal, line: string, expected: Expected): Promise<string | undefined> => {
  let printed = ''
  for (let tries = 0; tries < looks; tries += 1) {
    const { stdout, stderr } = await terminal.type(line)
    printed = stdout + stderr
    const wanted = expected.how === 'matches' ? expected : { ...expected, text: await terminal.filledIn(expected.text) }
    if (holds(printed, wanted)) return undefined
    if (line === 'echo $?') break
    await sleep(pauseMs)
  }
  return `${line}\nprinted: ${printed}\nexpected: ${JSON.stringify(expected)} ${String('pattern' in expected ? expected.pattern : '')}`
}

/** What does not hold in a step. */
const follow = async (terminal: Terminal, step: TypedStep): Promise<readonly string[]> => {
  const { stdout, stderr } =
    step.says.length > 0 ? await terminal.talk(step) : await terminal.type(step.lines, step.hangsForMs)
  const wrong: (string | undefined)[] = []
  for (const each of step.after)
    if ('expected' in each && each.line !== undefined) wrong.push(await seen(terminal, each.line, each.expected))
    else if (each.line !== undefined) await terminal.type(each.line)
  for (const { stream, expected } of step.printed) {
    const wanted = expected.how === 'matches' ? expected : { ...expected, text: await terminal.filledIn(expected.text) }
    const printed = stream === 'stderr' ? stderr : stdout
    if (!holds(printed, wanted)) wrong.push(`printed: ${printed}\nexpected: ${JSON.stringify(expected)}`)
  }
  return wrong.filter((each) => each !== undefined).map((each) => `${step.title}: ${each}`)
}

test.for([
  ['docker-for-mac', 'ready', 44],
  ['boot2docker', 'none', 40],
] as const)(
  'who types %s from its Markdown alone, in one terminal, sees every check hold',
  async ([guide, machine, count]) => {
    const [english] = locales
    if (english === undefined) throw new Error('there is English')
    const steps = typedSteps(await pageMarkdown(english, guide))
    expect(steps).toHaveLength(count)
    const folder = mkdtempSync(join(tmpdir(), 'shipshape-typed-'))
    try {
      await using session = await lab.open({ folder, machine, onProgress: () => undefined, signal: never })
      const terminal = terminalOf(session)
      for (const step of steps) expect(await follow(terminal, step)).toEqual([])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
)
