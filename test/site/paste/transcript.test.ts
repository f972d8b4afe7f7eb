import { describe, expect, test } from 'vitest'
import { type Typed, readTranscript } from '../../../site/paste/transcript.ts'

const known = [
  { key: 'own', text: 'docker run hello-world' },
  { key: 'code', text: 'echo $?' },
  { key: 'file', text: "cat > a <<'EOF'\none\ntwo\nEOF" },
]

const read = (pasted: string): readonly Typed[] => readTranscript(pasted, known, 'own')

const whole = [
  { key: 'own', printed: 'Hello!\n' },
  { key: 'code', printed: '0\n' },
]

describe('what was copied from a terminal', () => {
  test.each([
    ['a plain $', '$ docker run hello-world\nHello!\n$ echo $?\n0\n$ \n'],
    ['bash of Debian', 'me@box:~$ docker run hello-world\nHello!\nme@box:~$ echo $?\n0\nme@box:~$ '],
    ['zsh of a Mac', 'me@mac ~ % docker run hello-world\nHello!\nme@mac ~ % echo $?\n0\nme@mac ~ %\n\n'],
    ['an environment in brackets', '(lab) me@mac ~ % docker run hello-world\nHello!\n(lab) me@mac ~ % echo $?\n0\n'],
    ['a prompt of arrows', '➜  ~ git:(main) ✗ docker run hello-world\nHello!\n➜  ~ git:(main) ✗ echo $?\n0\n'],
    ['colours', '\u001b[32m$\u001b[0m docker run hello-world\n\u001b[1mHello!\u001b[0m\n$ echo $?\n0\n'],
    ['the line ends of Windows', '$ docker run hello-world\r\nHello!\r\n$ echo $?\r\n0\r\n'],
    ['the commands without a prompt', 'docker run hello-world\nHello!\necho $?\n0\n\n\n'],
  ])('is read with %s', (_, pasted) => {
    expect(read(pasted)).toEqual(whole)
  })

  test('belongs to the step’s command where no command was copied', () => {
    expect(read('Hello!\n\n')).toEqual([{ key: 'own', printed: 'Hello!\n' }])
    expect(read('Hello!\n$ echo $?\n0')).toEqual(whole)
  })

  test('belongs to the step’s command where that was typed with other values', () => {
    expect(read('me@box:~$ docker run --rm hello-world\nHello!\nme@box:~$ echo $?\n0\n')).toEqual(whole)
  })

  test('is silent where nothing stands below the command', () => {
    expect(read('$ docker run hello-world\n$ \n')).toEqual([{ key: 'own', printed: '' }])
  })

  test('leaves out what other commands have printed', () => {
    expect(read('me@box:~$ docker run hello-world\nHello!\nme@box:~$ ls\na\nme@box:~$ echo $?\n0\n')).toEqual([
      { key: 'own', printed: 'Hello!\n' },
      { key: undefined, printed: 'a\n' },
      { key: 'code', printed: '0\n' },
    ])
  })

  test('may have commands of several lines', () => {
    expect(read("$ cat > a <<'EOF'\n> one\n> two\n> EOF\n$ echo $?\n0\n")).toEqual([
      { key: 'file', printed: '' },
      { key: 'code', printed: '0\n' },
    ])
  })

  test('keeps a last line that only resembles a prompt', () => {
    expect(read('Disk use\n100%\n')).toEqual([{ key: 'own', printed: 'Disk use\n100%\n' }])
  })
})
