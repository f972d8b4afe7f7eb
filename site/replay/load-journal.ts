import { eventFormat } from '../../runner/protocol/events.ts'
import { readJournal } from '../../runner/protocol/journal.ts'
import type { Loaded } from './client.ts'

const unusable = (en: string, zhCn: string): Loaded => ({
  kind: 'unusable',
  problem: {
    what: { en, 'zh-cn': zhCn },
    hint: { en: 'Reload the page.', 'zh-cn': '请重新加载页面。' },
  },
})

/** Loads the journal of the verified run. One that is damaged is not shown. */
export const loadJournal = async (address: string): Promise<Loaded> => {
  const text = await textAt(address)
  if (text === undefined) return unusable('The recorded run could not be loaded.', '无法加载录制的运行。')
  const reading = readJournal(text)
  if (reading.kind === 'damaged')
    return unusable(
      `The recorded run is damaged in line ${reading.line}, so it is not shown.`,
      `录制的运行在第 ${reading.line} 行已损坏，因此不予显示。`,
    )
  const [begun] = reading.events
  if (begun?.type !== 'run-started' || (begun.format as number | undefined) !== eventFormat || !reading.isFinished)
    return unusable('The recorded run is of another version.', '录制的运行来自另一版本。')
  return { kind: 'run', events: reading.events }
}

const textAt = async (address: string): Promise<string | undefined> => {
  try {
    const response = await fetch(address, { credentials: 'omit' })
    return response.ok ? await response.text() : undefined
  } catch {
    return undefined // Whatever stopped the request, there is nothing to show.
  }
}
