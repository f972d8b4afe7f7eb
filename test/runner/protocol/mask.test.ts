import { expect, test } from 'vitest'
import { maskOf } from '../../../runner/protocol/mask.ts'
import { quote } from '../../../runner/quote.ts'

const secret = `pass'word "é/+ %41\\`
const mask = maskOf([{ text: secret, as: '‹token›' }])
const base64 = (text: string): string => Buffer.from(text).toString('base64')
const wrapped = (text: string): string => text.replaceAll(/.{10}/g, '$&\n')

const texts = [
  ['itself', `a ${secret} z`, 'a ‹token› z'],
  ['its URL encoding', `?t=${encodeURIComponent(secret)}&`, '?t=‹token›&'],
  ['form data', `t=${encodeURIComponent(secret).replaceAll('%20', '+')}`, 't=‹token›'],
  ['JSON', JSON.stringify({ secret }), '{"secret":"‹token›"}'],
  ['a word of a shell', `echo ${quote(secret)};`, "echo '‹token›';"],
  ['its beginning alone', `a ${secret.slice(0, -1)}`, `a ${secret.slice(0, -1)}`],
  ['twice in a row', secret + secret, '‹token›‹token›'],
  ['nothing of it', 'plain text\n', 'plain text\n'],
] as const

test.for(texts)('%s', ([, text, expected]) => {
  expect(mask.text(text)).toBe(expected)
})

test.for(['', 'x', 'xy', 'user:', 'a longer beginning '])('base64 after “%s”, also wrapped and URL-safe', (before) => {
  const encoded = base64(`${before}${secret} and more`)
  for (const form of [encoded, wrapped(encoded), encoded.replaceAll('+', '-').replaceAll('/', '_')]) {
    const shown = mask.text(form)
    expect(shown).toContain('‹token›')
    const left = Buffer.from(shown.replaceAll(/‹token›|\n/g, ''), 'base64').toString('latin1')
    expect(left).not.toContain(Buffer.from(secret).toString('latin1').slice(2, -2))
  }
})

test('every way of cutting a text into two or three pieces is masked as the whole text', () => {
  for (const [, text, expected] of texts) {
    for (let first = 0; first <= text.length; first += 1) {
      for (const second of [first, Math.min(text.length, first + 3), text.length]) {
        const stream = mask.stream()
        const pieces = [text.slice(0, first), text.slice(first, second), text.slice(second)]
        expect(pieces.map(stream.push).join('') + stream.flush()).toBe(expected)
      }
    }
  }
})

test('a text that cannot be a secret is never held back', () => {
  const stream = mask.stream()
  expect([stream.push('ready: '), stream.heldBytes()]).toEqual(['ready: ', 0])
  expect([stream.push('p'), stream.heldBytes()]).toEqual(['', 1])
  expect([stream.push('x'), stream.heldBytes()]).toEqual(['px', 0])
})

test('of two secrets of which one begins the other, the longer is masked', () => {
  const both = maskOf([
    { text: 'token', as: '‹a›' },
    { text: 'token-of-mine', as: '‹b›' },
  ])
  expect(both.text('token token-of-mine token-of-yours')).toBe('‹a› ‹b› ‹a›-of-yours')
  const stream = both.stream()
  expect(stream.push('token-of') + stream.flush()).toBe('‹a›-of')
})

test('a short secret is masked as it is, but parts of its base64 are too short to look for', () => {
  expect(maskOf([{ text: 'abc', as: '‹s›' }]).text(`abc ${base64('abc')} é`)).toBe('‹s› YWJj é')
})

test('without secrets a text stays as it is', () => {
  expect(maskOf([{ text: '', as: '‹s›' }]).text('any text')).toBe('any text')
})
