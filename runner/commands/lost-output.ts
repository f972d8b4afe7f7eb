import { RunnerError, messageOf } from '../errors.ts'
import { codeOf } from '../system-error.ts'

/** RunnerError('cancelled') when nobody reads the output any longer, 'broken' when it cannot be written. */
const troubleOf = (error: unknown): RunnerError => {
  if (codeOf(error) === 'EPIPE')
    return new RunnerError(
      'cancelled',
      { en: 'Nobody reads the output any longer.', 'zh-cn': '已没有程序读取输出。' },
      {
        hint: { en: 'Start it again, with “>FILE” to keep the output.', 'zh-cn': '请重新运行，并用“>文件”保存输出。' },
        cause: error,
      },
    )
  const message = {
    en: `The output cannot be written: ${messageOf(error)}.`,
    'zh-cn': `无法写入输出：${messageOf(error)}。`,
  }
  const hint = { en: 'Start it again where its output has room.', 'zh-cn': '请在输出可以写入的地方重新运行。' }
  return new RunnerError('broken', message, { hint, cause: error })
}

/** What happens to the output of this program. */
export class LostOutput {
  #trouble: RunnerError | undefined
  readonly #listeners = new Set<(trouble: RunnerError) => void>()

  /** Why the output is not complete; undefined while all of it was written. */
  get trouble(): RunnerError | undefined {
    return this.#trouble
  }

  /** From now on, an error of the stream is no longer a crash. The first one is kept; those after it say the same. */
  watch(stream: NodeJS.EventEmitter): void {
    stream.on('error', (error: unknown) => {
      if (this.#trouble !== undefined) return
      this.#trouble = troubleOf(error)
      for (const listener of this.#listeners) listener(this.#trouble)
    })
  }

  /** Calls the listener once the output is lost, or at once when it is already. Returns a function that stops that. */
  onLost(listener: (trouble: RunnerError) => void): () => void {
    if (this.#trouble !== undefined) listener(this.#trouble)
    else this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }
}

/** The standard output of this process. Watched from the start of the program, by `runAndExit`. */
export const standardOutput = new LostOutput()
