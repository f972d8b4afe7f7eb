import { expect, test } from 'vitest'
import { harmless, harmlessNow, isOverwritten, rawText } from '../../../runner/protocol/harmless.ts'

const esc = '\u001b'

test.for([
  ['plain text', 'hello\n\tworld\n', 'hello\n\tworld\n'],
  ['letters of all kinds', 'é e\u0301 日本語 👩\u200d🚀 العربية', 'é e\u0301 日本語 👩\u200d🚀 العربية'],
  ['colours', `${esc}[1;31mred${esc}[0m`, 'red'],
  ['cursor moves and clearing', `a${esc}[2J${esc}[1;1H${esc}[Kb`, 'ab'],
  ['private modes', `${esc}[?1049h${esc}[?2004lx`, 'x'],
  ['a repeat bomb', `a${esc}[2147483647b`, 'a'],
  ['a title by BEL', `${esc}]0;owned\u0007x`, 'x'],
  ['a title by ST', `${esc}]2;owned${esc}\\x`, 'x'],
  ['a clipboard write', `${esc}]52;c;ZXZpbA==\u0007x`, 'x'],
  ['a link keeps its words', `${esc}]8;;http://evil/${esc}\\click${esc}]8;;${esc}\\`, 'click'],
  ['DCS, APC, PM, SOS', `${esc}Pq1${esc}\\a${esc}_b${esc}\\c${esc}^d${esc}\\e${esc}Xf${esc}\\g`, 'aceg'],
  ['an OSC that never ends hides nothing', `${esc}]52;c;ZXZpbA==\nfailed`, '52;c;ZXZpbA==\nfailed'],
  ['C1 forms', 'a\u009b31mb\u009d0;t\u009cc', 'abc'],
  ['a reset', `${esc}cx`, 'x'],
  ['character sets', `${esc}(0lqk${esc}(B`, 'lqk'],
  ['a lone ESC at the end', `a${esc}`, 'a\\u{1b}'],
  ['a bell, a backspace, a NUL', 'a\u0007b\bc\0', 'a\\u{7}b\\u{8}c\\u{0}'],
  ['the states of a progress bar are counted', '10% [=>  ]\r50%\r100%\ndone\r\n', '\\r×2 100%\ndone\n'],
  ['what was overwritten is shown', 'FAILED: 3 errors\rPASSED: 0 errors', 'FAILED: 3 errors\\rPASSED: 0 errors'],
  ['between two progress bars too', '1%\r2%\rerror\r\r1%\r2%', '\\r×1 2%\\rerror\\r\\r×1 2%'],
  ['a line that was wiped with spaces', 'failed\r      \rok\n', 'failed\\rok\n'],
  ['colours do not hide that', `failed\r${esc}[2Kok`, 'failed\\rok'],
  ['text that changes direction', 'a\u202eb\u2066c', 'a\\u{202e}b\\u{2066}c'],
  ['zero-width and soft hyphen', 'a\u200bb\u00adc\ufeff', 'a\\u{200b}b\\u{ad}c\\u{feff}'],
  ['line separators', 'a\u2028b', 'a\\u{2028}b'],
  ['half a character', 'a\ud800b', 'a\\u{d800}b'],
] as const)('%s', ([, given, expected]) => {
  expect(harmless(given)).toBe(expected)
})

/** Numbers that look random and are the same each time. */
const numbers = (seed: number) => (): number => {
  seed = (Math.imul(seed, 1664525) + 1013904223) | 0
  return (seed >>> 0) / 2 ** 32
}

test('whatever comes in, only printable characters, newline and tab come out', () => {
  const next = numbers(7)
  const pieces = [
    esc,
    `${esc}[`,
    `${esc}]`,
    `${esc}P`,
    '\u009b',
    '\u009d',
    '\u0007',
    `${esc}\\`,
    '\r',
    '\n',
    '\t',
    '\b',
    '\0',
    ';',
    '1',
    '?',
    'm',
    'H',
    'a',
    ' ',
    '\u202e',
    '\ud83d',
    '\udc33',
    '🐳',
    '\u007f',
    '\u0085',
  ]
  const text = (): string =>
    Array.from({ length: Math.floor(next() * 20) }, () => pieces[Math.floor(next() * pieces.length)]).join('')
  const bad = Array.from({ length: 50_000 }, text).filter((given) => /[^\P{C}\n\t\u200c\u200d]/u.test(harmless(given)))
  expect(bad).toEqual([])
})

test('for a moment, only what a terminal shows is shown', () => {
  expect(harmlessNow('FAILED\rPASSED\n10%\r100%\r\n')).toBe('PASSED\n100%\n')
})

test('the raw text names what cannot be seen', () => {
  expect(rawText(`10%\r${esc}[1m20%\n\tdone\u202e`)).toBe('10%\\u{d}\\u{1b}[1m20%\n\tdone\\u{202e}')
})

test('a text says whether a carriage return has overwritten some of it', () => {
  const texts = ['a\rb', 'a\r\nb\r\n', '\ra\r', 'a\nb\r   \rc\n', 'a']
  expect(texts.map(isOverwritten)).toEqual([true, false, false, true, false])
})

test.for([
  ['carriage returns', '\r'.repeat(1e6) + 'x', 'x'],
  ['redraws', '1%\r'.repeat(1e6) + '2%', '\\r×1000000 2%'],
  ['line ends', 'a\r\n'.repeat(1e6), 'a\n'.repeat(1e6)],
  ['beginnings of sequences', `${esc}]`.repeat(1e6), undefined],
  ['digits of a sequence', `${esc}[${'1'.repeat(1e6)}`, undefined],
] as const)('a million %s take seconds, not the hours of a quadratic search', ([, text, expected]) => {
  const before = process.threadCpuUsage()
  const shown = harmless(text)
  const { user, system } = process.threadCpuUsage(before)
  if (expected !== undefined) expect(shown).toBe(expected)
  expect((user + system) / 1e6).toBeLessThan(10)
})
