import { expect, test } from 'vitest'
import { backportsSource, hasBackports, parseDeb822, parseOneLine } from '../../../runner/setup/sources.mjs'

test('one-line sources are read with their key, comments and sources of code left out', () => {
  const text = `# deb http://old.test/debian buster main
deb http://a.test/debian bookworm main contrib
deb [arch=amd64 signed-by=/k.gpg] https://b.test/debian/ bookworm-updates main
deb-src http://a.test/debian bookworm main
`
  expect(parseOneLine(text)).toEqual([
    { uri: 'http://a.test/debian', suites: ['bookworm'] },
    { uri: 'https://b.test/debian/', suites: ['bookworm-updates'], signedBy: '/k.gpg' },
  ])
})

test('deb822 sources are read stanza by stanza, those switched off left out', () => {
  const text = `Types: deb deb-src
# a comment
URIs: http://a.test/debian http://second.test/debian
Suites: bookworm bookworm-updates
Components: main
Signed-By: /k.gpg

Types: deb
URIs: http://off.test/debian
Suites: bookworm
Enabled: no

Types: deb-src
URIs: http://code.test/debian
Suites: bookworm
`
  expect(parseDeb822(text)).toEqual([
    { uri: 'http://a.test/debian', suites: ['bookworm', 'bookworm-updates'], signedBy: '/k.gpg' },
  ])
})

test('backports come from the mirror of the suite itself', () => {
  const sources = [
    { uri: 'http://security.test', suites: ['bookworm-security'] },
    { uri: 'http://a.test/debian', suites: ['bookworm'] },
  ]
  expect(hasBackports(sources, 'bookworm')).toBe(false)
  expect(backportsSource(sources, 'bookworm')).toEqual([
    'Types: deb',
    'URIs: http://a.test/debian',
    'Suites: bookworm-backports',
    'Components: main',
    'Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg',
  ])
  expect(backportsSource(sources, 'trixie')).toBeUndefined()
})
