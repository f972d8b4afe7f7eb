import type { Words } from '../../playbooks/model/text.ts'
import { RunnerError } from '../errors.ts'
import { SetupError, inEvery } from '../setup/errors.mjs'
import type { Environment } from '../setup/packages.mjs'
import type { Use } from '../setup/programs.mjs'
import { ensurePrograms, missingPrograms } from '../setup/setup.mjs'
import { guardIsLeft } from '../setup/apt.mjs'
import type { Part, PartWork } from './part.ts'
import { exitCodes } from '../setup/exit-codes.mjs'

export interface ProgramsOptions {
  readonly environment: Environment
  readonly uses: ReadonlySet<Use>
  readonly terminal: PartTerminal
}

/** The terminal behind which the site is served. */
export interface PartTerminal {
  /** Shows for good what is missing and why, and the commands that are run. */
  readonly say: (text: string) => void
  /** Asks the person at the terminal; only called where there is one. */
  readonly agree: (question: string, signal: AbortSignal) => Promise<boolean>
  /**
   * Keeps everything else off the terminal until what it answers is called: a question, or a password, is typed there.
   */
  readonly hold: () => () => void
}

const title: Words = { en: 'Programs of this computer', 'zh-cn': '这台电脑上的程序' }
const asking: Words = { en: 'waiting for your answer in the terminal', 'zh-cn': '等待你在终端里回答' }

const missingNames = (names: readonly string[]): Words => ({
  en: `Missing programs: ${names.join(', ')}.`,
  'zh-cn': `缺少程序：${names.join('、')}。`,
})

/** Set-up's own errors, with the names of what is missing; its hint is the command that a reader can run by hand. */
const asRunnerError = (error: unknown, names: readonly string[]): unknown => {
  if (!(error instanceof SetupError)) return error
  const missing = missingNames(names)
  const message = { en: `${missing.en} ${error.words.en}`, 'zh-cn': `${missing['zh-cn']}${error.words['zh-cn']}` }
  return new RunnerError(error.exitCode === exitCodes.cancelled ? 'cancelled' : 'blocked', message, {
    hint: error.hint,
    cause: error,
  })
}

/**
 * The programs that come with the system's packages: installed where that is allowed, else named with the command that
 * does.
 */
export const programsPart = ({ environment, uses, terminal }: ProgramsOptions): Part => {
  // sudo may ask for a password at any moment.
  const mayAsk = environment.isTerminal && environment.uid !== 0
  const environmentIn = ({ progress, signal }: PartWork): Environment => ({
    ...environment,
    signal,
    output: {
      say: terminal.say,
      during: (what, work) => {
        progress({ text: inEvery(what) })
        if (mayAsk) terminal.say(`${inEvery(what).en} …`)
        return work()
      },
    },
    agree: (question) => {
      progress({ text: asking })
      const release = terminal.hold()
      return terminal.agree(question, signal).finally(release)
    },
  })
  const missing = (): Promise<readonly string[]> => missingPrograms(uses, environment)
  return {
    id: 'programs',
    title,
    after: [],
    find: async () => ((await missing()).length === 0 && !guardIsLeft(environment.guard) ? 'ready' : 'missing'),
    make: async (work) => {
      const names = await missing()
      const release = mayAsk ? terminal.hold() : () => undefined
      try {
        await ensurePrograms(uses, environmentIn(work))
      } catch (error) {
        throw asRunnerError(error, names)
      } finally {
        release()
      }
    },
  }
}
