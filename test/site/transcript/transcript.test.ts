import { toHtml } from 'hast-util-to-html'
import { describe, expect, test } from 'vitest'
import type { EventBody, RunEvent } from '../../../runner/protocol/events.ts'
import { colouredOf } from '../../../site/recording/coloured.ts'
import { contentOf } from '../../../site/transcript/content.ts'
import { transcriptOf } from '../../../site/transcript/transcript.ts'

const events = (...bodies: readonly EventBody[]): readonly RunEvent[] =>
  bodies.map((body, index) => ({ seq: index + 1, at: `2026-11-20T10:00:0${index % 10}.000Z`, ...body }))

const started: EventBody = {
  ...{ type: 'run-started', format: 4, run: 'r', playbook: 'good', contentHash: 'c'.repeat(64), mode: 'verify' },
  ...{ steps: ['one', 'two'], scope: { asked: { kind: 'all' }, of: 2 } },
}
const opened: EventBody = {
  type: 'target-opened',
  target: { id: 'lab', description: 'lab: QEMU 10.0.2, tcg', details: {} },
}
const output = (text: string, offset: number, stream: 'stdout' | 'stderr' = 'stdout'): EventBody => ({
  ...{ type: 'output', step: 'one', stream, offset, text },
})
const begin: EventBody = { type: 'step-started', step: 'one', shown: 'make one', actual: 'make <one>' }
const end: EventBody = { type: 'step-finished', step: 'one', status: 'passed', milliseconds: 1200 }
const checked: EventBody = {
  ...{ type: 'checked', step: 'one', check: 0, assertion: { en: 'the exit code is 0', 'zh-cn': '退出码为 0' } },
  verdict: { holds: true, saw: { en: 'exit code 0', 'zh-cn': '退出码 0' }, tries: 1 },
}
const notHeld: EventBody = {
  ...{ type: 'checked', step: 'one', check: 1, assertion: { en: 'port 80 is open', 'zh-cn': '端口 80 开放' } },
  verdict: {
    ...{ holds: false, saw: { en: 'refused', 'zh-cn': '拒绝' }, expected: { en: 'open', 'zh-cn': '开放' }, tries: 1 },
  },
}
const undone: readonly EventBody[] = [
  { type: 'undo-started', step: 'one', actual: 'rm one' },
  { type: 'undo-finished', step: 'one', clean: true, saw: { en: '', 'zh-cn': '' } },
]
const finished: EventBody = { type: 'run-finished', status: 'passed', leftovers: [], milliseconds: 1300 }

describe('a transcript', () => {
  test('has what each step wrote in its order, when it began, and how it was undone', () => {
    const { steps } = transcriptOf(
      events(
        started,
        opened,
        begin,
        output('a', 0),
        output('b', 1),
        output('!', 0, 'stderr'),
        output('c', 2),
        ...undone,
      ),
    )
    expect(steps.map(({ report, ...rest }) => [report.id, rest])).toEqual([
      [
        'one',
        {
          number: 1,
          startedAt: '2026-11-20T10:00:02.000Z',
          written: [
            { stream: 'stdout', text: 'ab' },
            { stream: 'stderr', text: '!' },
            { stream: 'stdout', text: 'c' },
          ],
          undo: 'rm one',
        },
      ],
      ['two', { number: 2, startedAt: undefined, written: [], undo: undefined }],
    ])
  })

  test('says where parts of a flood were left out, and not where a character was split', () => {
    const { steps } = transcriptOf(events(started, begin, output('ü', 0), output('b', 3), output('c', 1000)))
    expect(steps[0]?.written).toEqual([{ stream: 'stdout', text: 'üb\n… 996 bytes are not shown …\nc' }])
  })
})

describe('colours', () => {
  test('are classes, and what moves the cursor, titles or hides text is gone or named', () => {
    expect(
      colouredOf('\u001b[1;32mok\u001b[0m \u001b]0;title\u0007\u001b[2Jx\u202ey \u001b[38;5;200mpink\u001b[0m'),
    ).toEqual([
      { text: 'ok', classes: ['ansi-green', 'ansi-bold'] },
      { text: ' x\\u{202e}y ', classes: [] },
      { text: 'pink', classes: [] },
    ])
  })
})

describe('the content of a transcript', () => {
  const titleOf = (step: string): string => `Title of ${step}`
  const html = (language: 'en' | 'zh-cn', bodies: readonly EventBody[]): string =>
    toHtml([...contentOf(transcriptOf(events(...bodies)), { language, titleOf })])
      .replaceAll(/<(\w+)[^>]*>/g, '<$1>')
      .replaceAll('><', '>\n<')

  test('shows the command, its output, the checks and the undo, and a step that was not run', () => {
    expect(
      html('en', [started, opened, begin, output('\u001b[31m<b>&\u001b[0m\n', 0), checked, end, ...undone, finished]),
    ).toMatchInlineSnapshot(`
      "<p>Run of the guide good on 2026-11-20, on the lab (QEMU 10.0.2, emulated).</p>
      <p>Passed: all 2 steps.</p>
      <section>
      <h2>
      <a>1. Title of one</a> <span>passed</span>
      </h2>
      <p>10:00:02 UTC · took 1.2 s · <a>This step in the guide</a>
      </p>
      <pre>
      <code>make &#x3C;one>
      </code>
      </pre>
      <pre>
      <span>&#x3C;b>&#x26;</span>
      </pre>
      <details>
      <summary>1 check: true</summary>
      <ul>
      <li>the exit code is 0 <span>seen: exit code 0</span>
      </li>
      </ul>
      </details>
      <p>Undone by <code>rm one</code>
      </p>
      </section>
      <section>
      <h2>
      <a>2. Title of two</a> <span>not reached</span>
      </h2>
      <p>This step was not run. · <a>This step in the guide</a>
      </p>
      </section>"
    `)
  })

  test('says the same in Chinese', () => {
    expect(html('zh-cn', [started, opened, begin, checked, notHeld, end, finished])).toMatchInlineSnapshot(`
      "<p>指南 good 于 2026-11-20 的一次运行，运行于实验环境（QEMU 10.0.2，软件模拟）。</p>
      <p>通过：全部 2 步。</p>
      <section>
      <h2>
      <a>1. Title of one</a> <span>通过</span>
      </h2>
      <p>10:00:02（UTC） · 用时 1.2 秒 · <a>指南中的这一步</a>
      </p>
      <pre>
      <code>make &#x3C;one>
      </code>
      </pre>
      <p>没有输出。</p>
      <details>
      <summary>2 项检查：1 项不成立</summary>
      <ul>
      <li>退出码为 0 <span>看到： 退出码 0</span>
      </li>
      <li>端口 80 开放 <span>看到： 拒绝 · 应为： 开放</span>
      </li>
      </ul>
      </details>
      </section>
      <section>
      <h2>
      <a>2. Title of two</a> <span>未执行</span>
      </h2>
      <p>这一步没有运行。 · <a>指南中的这一步</a>
      </p>
      </section>"
    `)
  })

  test('opens the checks of a step of which one does not hold, and folds a long output', () => {
    const long = output('line\n'.repeat(13), 0)
    const content = toHtml([
      ...contentOf(transcriptOf(events(started, opened, begin, long, checked, notHeld, end, finished)), {
        ...{ language: 'en', titleOf },
      }),
    ])
    expect([...content.matchAll(/<details[^>]*><summary>[^<]*/g)].map(([found]) => found)).toEqual([
      '<details><summary>13 lines of output',
      '<details class="checks" open><summary>2 checks: 1 not true',
    ])
  })
})
