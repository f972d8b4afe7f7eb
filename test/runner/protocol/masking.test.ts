import { inOneLine } from '../../../runner/checks/words/one-line.ts'
import { describe, expect, test } from 'vitest'
import { maskOf, type Secret } from '../../../runner/protocol/mask.ts'

const secret = (text: string): Secret => ({ text, as: '‹a secret›' })
const maskText = (text: string, secrets: readonly Secret[]): string => maskOf(secrets, { keys: true }).text(text)
const maskPieces = (pieces: readonly string[], secrets: readonly Secret[]): readonly string[] =>
  maskOf(secrets, { keys: true }).pieces(pieces)

const password = 'p@ss "wörd"/+&\\1'
const base64 = (text: string): string => Buffer.from(text).toString('base64')
const wrapped = (text: string, columns: number): string => text.replace(new RegExp(`.{${columns}}`, 'g'), '$&\n')

const keyText = `-----BEGIN OPENSSH PRIVATE KEY-----\n${wrapped(base64('k'.repeat(300)), 70)}\n-----END OPENSSH PRIVATE KEY-----`

/** The secret's hexadecimal digits in groups, and on a second line. */
const gapped = (digits: number, gap: string, lineEnd = gap): string => {
  const groups =
    Buffer.from(password)
      .toString('hex')
      .match(new RegExp(`.{1,${digits}}`, 'g')) ?? []
  const half = Math.ceil(groups.length / 2)
  return [groups.slice(0, half), groups.slice(half)].map((line) => line.join(gap)).join(lineEnd)
}

describe('a secret is masked', () => {
  test.each([
    ['as it is', password],
    ['in an address, with any of its characters encoded', encodeURIComponent(password)],
    ['in an address, in lower case', encodeURIComponent(password).toLowerCase()],
    ['in a form that was sent', new URLSearchParams({ x: password }).toString().slice(2)],
    ['in JSON', JSON.stringify(password).slice(1, -1)],
    ['in JSON of ASCII only', String.raw`p@ss \"w\u00F6rd\"/+&\\1`],
    ['as a shell escapes it (printf %q)', String.raw`p@ss\ \"wörd\"/+\&\\1`],
    ['in double quotes of a shell (declare -p)', String.raw`p@ss \"wörd\"/+&\\1`],
    ['in HTML, by numbers', 'p&#64;ss &#34;w&#246;rd&#34;/+&#x26;\\1'],
    ['as a dump of its bytes (xxd -p)', Buffer.from(password).toString('hex')],
    ['as a dump in capitals and short lines', wrapped(Buffer.from(password).toString('hex').toUpperCase(), 10)],
    [
      'as a dump in capitals and not',
      Buffer.from(password)
        .toString('hex')
        .replace(/[a-f]/, (digit) => digit.toUpperCase()),
    ],
    ['as a dump of single bytes (od -An -tx1)', gapped(2, ' ', '\n ')],
    ['as a dump of two bytes each (xxd)', gapped(4, ' ')],
    ['as a dump with colons (openssl)', gapped(2, ':', ':\n    ')],
    ['in an address, twice', encodeURIComponent(encodeURIComponent(password))],
    ['in an address, twice, in lower case', encodeURIComponent(encodeURIComponent(password)).toLowerCase()],
    ['in base64', base64(password)],
    ['in base64 for addresses', Buffer.from(password).toString('base64url')],
    ['in base64 with short lines', wrapped(base64(password), 7)],
    ['in base64 that is encoded for an address', encodeURIComponent(base64(password))],
  ])('%s', (_how, written) => {
    expect(maskText(`before ${written} after`, [secret(password)]).replace(/=+|%3D/g, '')).toBe(
      'before ‹a secret› after',
    )
  })

  test.each([0, 1, 2, 3, 4, 5])('inside the base64 of a longer text that begins with %i other bytes', (bytes) => {
    const encoded = base64(`${'u'.repeat(bytes)}${password}: and more`)
    const masked = maskText(encoded, [secret(password)])
    expect(masked).toContain('‹a secret›')
    const shown = masked.split('‹a secret›').map((part) => Buffer.from(part, 'base64').toString('latin1'))
    expect(shown.join('')).not.toContain('ss "w')
  })

  test.each([
    ['of it alone', base64(base64(password))],
    ['of it with a line end', base64(base64(`${password}\n`))],
    ['with short lines', wrapped(base64(base64(password)), 10)],
    ['inside a longer text', base64(`value: ${base64(password)}`)],
  ])('in the base64 of base64, %s', (_how, written) => {
    const masked = maskText(written, [secret(password)])
    const shown = masked.split('‹a secret›').map((part) => Buffer.from(part, 'base64').toString('latin1'))
    expect(masked).toContain('‹a secret›')
    expect(shown.map((part) => Buffer.from(part, 'base64').toString('latin1')).join('')).not.toContain('ss "w')
  })

  test('with line ends that a terminal has changed', () => {
    expect(maskText('x one\r\ntwo y', [secret('one\ntwo')])).toBe('x ‹a secret› y')
  })

  test('where it overlaps another secret, and nothing of either is shown', () => {
    expect(maskText('<abcdefghijkl>', [secret('abcdefgh'), secret('efghijkl')])).toBe('<‹a secret›>')
  })

  test('by its longest match, whichever is named first', () => {
    const places: readonly Secret[] = [
      { isPlace: true, text: '/state', as: '~/.state' },
      { isPlace: true, text: '/state/runs/r', as: '…' },
    ]
    expect(maskText('/state/runs/r/x /state/y', places)).toBe('…/x ~/.state/y')
  })
})

describe('a private key is masked', () => {
  test('from its first line to its last', () => {
    expect(maskText(`cat key\n${keyText}\n$ `, [])).toBe('cat key\n‹a private key›\n$ ')
  })

  test('without its last line too, but not all of a long output', () => {
    const masked = maskText(`-----BEGIN RSA PRIVATE KEY-----\n${'M'.repeat(20_000)}end`, [])
    expect(masked).toMatch(/^‹a private key›M+end$/)
    expect(masked.length).toBeLessThan(4_000)
  })

  test('and what only looks like the beginning of one is not', () => {
    expect(maskText('-----BEGIN CERTIFICATE-----\nMIIB\n-----', [])).toBe('-----BEGIN CERTIFICATE-----\nMIIB\n-----')
  })
})

test('what is not private stays as it is', () => {
  const text = 'Status: Downloaded newer image for nginx:1.26\r\n100%\r-----\n'
  expect(maskText(text, [secret('correct horse'), { isPlace: true, text: '/home/x', as: '~' }])).toBe(text)
  expect(maskText(text, [{ text: '', as: '*' }])).toBe(text)
})

test('a place is not looked for in base64', () => {
  expect(maskText(base64('/home/somebody'), [{ isPlace: true, text: '/home/somebody', as: '~' }])).toBe(
    base64('/home/somebody'),
  )
})

describe('where output was split does not matter', () => {
  const privates: readonly Secret[] = [secret('swordfish+1'), { isPlace: true, text: '/data/home', as: '~' }]
  const shortKey = '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----'
  const text = `a swordfish+1 c3dvcmRmaXNoKzE= swordf /data/home/x sword${shortKey}\nswordfish%2B1 /data/`
  const masked = 'a ‹a secret› ‹a secret› swordf ~/x sword‹a private key›\n‹a secret› /data/'

  test('for every two places where it can be split', () => {
    const mask = maskOf(privates, { keys: true })
    expect(mask.text(text)).toBe(masked)
    for (let one = 0; one <= text.length; one += 1) {
      for (let other = one; other <= text.length; other += 1) {
        const pieces = [text.slice(0, one), text.slice(one, other), text.slice(other)]
        expect(mask.pieces(pieces).join('')).toBe(masked)
      }
    }
  })

  test('when each character comes by itself', () => {
    expect(maskPieces(Array.from(text), privates).join('')).toBe(masked)
  })

  test('for texts of random parts, split at random', () => {
    const random = numbersFrom(20_261_125)
    const parts = [
      'swordfish+1',
      'swordfish',
      '%2B1',
      '+1',
      '/data',
      '/home',
      ' ',
      '-----BEGIN ',
      'PRIVATE KEY-----',
      '\n',
    ]
    for (let round = 0; round < 400; round += 1) {
      const each = Array.from({ length: 12 }, () => parts[random(parts.length)] ?? '').join('')
      expect(maskPieces(splitAtRandom(each, random), privates).join('')).toBe(maskText(each, privates))
    }
  })
})

test('no part of a secret is shown before it is known whether it is one', () => {
  const stream = maskOf([secret('swordfish')]).stream()
  expect([stream.push('x sword'), stream.push('fis'), stream.push('h!'), stream.push('swo'), stream.flush()]).toEqual([
    'x ',
    '',
    '‹a secret›!',
    '',
    'swo',
  ])
})

test('a long output with many secrets takes little time', () => {
  const secrets = Array.from({ length: 40 }, (_each, index) =>
    secret(`${String.fromCharCode(97 + (index % 26))}-secret-${index}`),
  )
  const line = 'Get:1 http://deb.example/debian bookworm/main amd64 a-secret-0 all 1.2-3 [12.3 kB]\n'
  const since = performance.now()
  const masked = maskText(line.repeat(10_000), secrets)
  expect(masked).toBe(line.replace('a-secret-0', '‹a secret›').repeat(10_000))
  expect(performance.now() - since).toBeLessThan(20_000)
})

/** Whole numbers below a limit, the same for each seed: a linear congruential generator of Numerical Recipes. */
const numbersFrom = (seed: number): ((below: number) => number) => {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const splitAtRandom = (text: string, random: (below: number) => number): readonly string[] => {
  const pieces: string[] = []
  for (let at = 0; at < text.length;) {
    const length = 1 + random(9)
    pieces.push(text.slice(at, at + length))
    at += length
  }
  return pieces
}

test('a secret that was cut where the middle of a text is left out shows neither its beginning nor its end', () => {
  const mask = maskOf([{ text: 'correct-horse-battery', as: '‹a secret›' }])
  for (let before = 0; before < 200; before += 1) {
    const masked = mask.text(inOneLine(`${'x'.repeat(before)}correct-horse-battery${'y'.repeat(200 - before)}`))
    expect(masked).not.toMatch(/corr|tery|horse/)
    expect(masked).toContain(' … ')
  }
  expect(mask.text('no secret … in it')).toBe('no secret … in it')
})
