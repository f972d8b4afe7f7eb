import type { Transcript } from '../transcript/transcript.ts'

/** What the run printed for a command, and in which step; undefined for a command that it did not run. */
export interface Answer {
  readonly step: number
  readonly output: string
}

/** Commands are compared as they are, but for spaces around them: a command that only looks like one is another one. */
export class Answers {
  readonly #byCommand: ReadonlyMap<string, readonly Answer[]>
  readonly #given = new Map<string, number>()

  constructor({ steps }: Transcript) {
    const asked = steps.flatMap(({ number, report, written, startedAt }) =>
      startedAt === undefined
        ? []
        : [...new Set([report.actual, report.shown])].flatMap((line) =>
            line === undefined
              ? []
              : [{ line: line.trim(), answer: { step: number, output: written.map(({ text }) => text).join('') } }],
          ),
    )
    this.#byCommand = new Map(
      [...Map.groupBy(asked, ({ line }) => line)].map(([line, all]) => [line, all.map(({ answer }) => answer)]),
    )
  }

  /** A command that was run several times is answered from each of its steps in turn. */
  to(command: string): Answer | undefined {
    const answers = this.#byCommand.get(command.trim())
    if (answers === undefined) return undefined
    const given = this.#given.get(command.trim()) ?? 0
    this.#given.set(command.trim(), given + 1)
    return answers[given % answers.length]
  }
}
