import { expect, test } from 'vitest'
import { withoutCiCommands } from '../../../runner/protocol/ci-commands.ts'
import { printableJson } from '../../../runner/protocol/printable-json.ts'

const esc = '\u001b'

test.for([
  ['a command', '::error file=a::b', '\\::error file=a::b'],
  ['after spaces and tabs', ' \t::set-output name=a::b', ' \t\\::set-output name=a::b'],
  ['after a colour', `${esc}[2m::stop-commands::x${esc}[0m`, `${esc}[2m\\::stop-commands::x${esc}[0m`],
  ['on a later line', 'a\n::warning::b', 'a\n\\::warning::b'],
  ['after a carriage return', 'a\r::warning::b', 'a\r\\::warning::b'],
  ['an older command, anywhere', 'saw ##[error]x and ##[group]y', 'saw #\\#[error]x and #\\#[group]y'],
  ['of Azure Pipelines', 'a ##vso[task.setvariable variable=x]y', 'a #\\#vso[task.setvariable variable=x]y'],
  ['of TeamCity', "##teamcity[buildStatus status='SUCCESS']", "#\\#teamcity[buildStatus status='SUCCESS']"],
  ['a section of GitLab', 'section_start:1:a', '\\section_start:1:a'],
  ['three signs', '###[error]', '##\\#[error]'],
] as const)('a log contains no command: %s', ([, text, expected]) => {
  expect(withoutCiCommands(text)).toBe(expected)
  expect(withoutCiCommands(expected)).toBe(expected)
})

test.for(['std::vector', 'a ::b', '[::1]:80', '## [a](b)', '# a', 'the section_start'])(
  'a text that is no command stays as it is: %s',
  (text) => {
    expect(withoutCiCommands(text)).toBe(text)
  },
)

test('JSON stays the same value, and what a terminal or a CI system obeys is escaped in it', () => {
  const value = { text: `a\u009b31m\u202eb\u{e0041} \u200b##[error]c ##vso[d] é 👩` }
  const json = printableJson(value)
  expect(json).toBe('{"text":"a\\u009b31m\\u202eb\\udb40\\udc41 \\u200b\\u0023#[error]c \\u0023#vso[d] é 👩"}')
  expect(JSON.parse(json)).toEqual(value)
})
