import { expect, test } from 'vitest'
import { commandsIn } from './line.ts'

const words = (line: string): readonly (readonly string[])[] =>
  commandsIn(line).map(({ words: found }) => found.map(({ start, end }) => line.slice(start, end)))

test('a line is split into commands and words, quotation marks kept', () => {
  expect(words(`docker run -d --name web 'nginx:1.26'`)).toEqual([
    ['docker', 'run', '-d', '--name', 'web', `'nginx:1.26'`],
  ])
  expect(words('one && two; three | four &')).toEqual([['one'], ['two'], ['three'], ['four']])
  expect(words(`echo "a; b" 'c && d' e\\ f`)).toEqual([['echo', '"a; b"', `'c && d'`, 'e\\ f']])
})

test('what stands in $(…) is a command of its own, also inside quotation marks', () => {
  expect(words('curl "http://$(boot2docker ip):80/"')).toEqual([
    ['boot2docker', 'ip'],
    ['curl', '"http://$(boot2docker ip):80/"'],
  ])
  expect(words('a=$(grep -v " x$" /etc/hosts); b')).toEqual([
    ['grep', '-v', '" x$"', '/etc/hosts'],
    ['a=$(grep -v " x$" /etc/hosts)'],
    ['b'],
  ])
})

test('a redirection is no argument, and the text of a here-document no command', () => {
  const [command] = commandsIn('echo a >>out 2>/dev/null')
  expect(command?.words.map(({ text, isRedirection }) => [text, isRedirection])).toEqual([
    ['echo', false],
    ['a', false],
    ['out', true],
    ['/dev/null', true],
  ])
  expect(words("cat <<'END' >file\nrm -rf /\nEND\nls")).toEqual([['cat'], ['ls']])
})

test('a word of the language itself is no program', () => {
  expect(words('if true; then docker ps; fi')).toEqual([['true'], ['docker', 'ps']])
})

test('a line that never ends is read to its end', () => {
  for (const line of ['echo "open', "echo 'open", 'echo $(open', 'echo \\', '', '   ', '$(', '>', '| |'])
    expect(() => commandsIn(line)).not.toThrow()
})
