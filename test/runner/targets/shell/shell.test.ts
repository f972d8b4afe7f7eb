import { readFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { processes } from '../../../../runner/host/processes/index.ts'
import { openForTest } from './living-shell.ts'

const isRunning = (pid: number): boolean => processes.find(pid) !== undefined

describe('a step’s result is what a terminal says:', () => {
  test.each([
    ['echo out; echo err >&2; (exit 3)', [3, 'out\n', 'err\n']],
    ['yes | head -1', [0, 'y\n', '']],
    ['no-such-program', [127, '', 'bash: no-such-program: command not found\n']],
    ['echo )', [2, '', "bash: syntax error near unexpected token `)'\n"]],
    ["sh -c 'kill -TERM $$'", [143, '', 'Terminated\n']],
    ['exec no-such-program', [127, '', 'bash: exec: no-such-program: not found\n']],
    ['return 3', [2, '', "bash: return: can only `return' from a function or sourced script\n"]],
    ['set -x; echo ok', [0, 'ok\n', '+ echo ok\n']],
    ["trap 'echo bye' EXIT; echo hello", [0, 'hello\n', '']],
    ['echo begun; kill $$; echo never', [0, 'begun\nnever\n', '']],
    ['kill 0; echo lives', [0, 'lives\n', '']],
    ['echo begun; kill -INT $$; echo never', [130, 'begun\n', '\n']],
    ['set -u; echo "$nothing"; echo never', [1, '', 'bash: nothing: unbound variable\n']],
    ['mv() { echo "asked: $*"; }; printf() { echo no; }; echo ok', [0, 'ok\n', '']],
    ['PATH=$HOME/bin; echo ok', [0, 'ok\n', '']],
    ['# nothing', [0, '', '']],
    ['echo one\necho two\n(exit 4)', [4, 'one\ntwo\n', '']],
    ["alias now='echo alias'\nnow", [0, 'alias\n', '']],
    ["printf '%s\\n' 'tab\there' \"it's\" '\\' '$HOME' '!' '文件'", [0, "tab\there\nit's\n\\\n$HOME\n!\n文件\n", '']],
  ] as const)('%j', async (line, result) => {
    expect(await openForTest().said(line)).toEqual(result)
  })

  test('a line of 100,000 bytes', async () => {
    const { said } = openForTest()
    const word = 'x'.repeat(100_000)
    expect(await said(`echo ${word} | tr -d '\\n' | wc -c`)).toEqual([0, '100000\n', ''])
  })

  test('any bytes, as they were written', async () => {
    const { exec, folder } = openForTest()
    await exec('head -c 100000 /dev/urandom | tee copy', { id: 'bytes' })
    const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')
    expect(sha256(join(folder, 'steps', 'bytes', 'stdout'))).toBe(sha256(join(folder, 'copy')))
  })
})

describe('a line that ends the shell, or takes its place, is a result with its own code:', () => {
  test.each([
    ['echo begun; kill -9 $$; echo never', 137, 'begun\n'],
    ['kill -HUP $$; sleep 1', 129, ''],
    ['exit 3', 3, ''],
    ['set -e; echo begun; false; echo never', 1, 'begun\n'],
    ['exec echo replaced', 0, 'replaced\n'],
    ['exec sh -c "exit 7"', 7, ''],
    ["exec sh -c 'kill -TERM $$'", 143, ''],
  ])('%s', async (line, exitCode, stdout) => {
    const { exec, said } = openForTest()
    await exec('kept=1')
    expect(await exec(line)).toMatchObject({ exitCode, stdout, ended: 'by-itself', endedShell: true })
    expect(await said('echo "[$kept]"')).toEqual([0, '[]\n', ''])
  })

  test('also when what takes its place lets go of the terminal, every time', async () => {
    const { exec } = openForTest()
    for (let round = 0; round < 8; round += 1)
      expect(await exec('exec sh -c "sleep 0.1; exit 5" </dev/null')).toMatchObject({ exitCode: 5, endedShell: true })
  })

  test('its trap for EXIT runs as it ends', async () => {
    const { exec } = openForTest()
    await exec("trap 'echo bye' EXIT")
    expect(await exec('exit 2')).toMatchObject({ exitCode: 2, stdout: 'bye\n' })
  })
})

describe('the shell keeps what a terminal keeps:', () => {
  test.each([
    [
      'variables, whatever their names',
      'EPOCH_START=7 COMP_FILE=c.yml BASHRC_X=1 shipshape_x=2; lines=$\'two\\nlines "quoted"\'',
      'echo $EPOCH_START $COMP_FILE $BASHRC_X $shipshape_x; echo "$lines"',
      '7 c.yml 1 2\ntwo\nlines "quoted"\n',
    ],
    ['arrays', 'list=(a "b c"); declare -A map=([k]=v)', 'echo "${list[1]} ${map[k]}"', 'b c v\n'],
    ['functions and aliases', "greet() { echo hi; }; alias now='echo alias'", 'greet; now', 'hi\nalias\n'],
    ['exported functions', 'greet() { echo hi; }; export -f greet', 'bash -c greet', 'hi\n'],
    ['IFS', 'IFS=,; name=hello; greet() { echo hi; }', 'x=a,b; set -- $x; echo "$name $# "; greet', 'hello 2 \nhi\n'],
    [
      'options and the umask',
      'set -o pipefail; umask 077; shopt -s nullglob',
      'false | true; echo "$? $(umask)"; echo none*',
      '1 0077\n\n',
    ],
    ['traps', "trap 'echo usr' USR1", 'kill -USR1 $$', 'usr\n'],
    ['a trap for DEBUG', "trap 'n=$((n + 1))' DEBUG; trap - DEBUG", 'echo kept', 'kept\n'],
    [
      'the directory stack',
      'mkdir a; pushd a >/dev/null',
      'popd >/dev/null; basename "$PWD/a"; dirs -p | wc -l',
      'a\n1\n',
    ],
    ['the exit code and the last argument', 'echo last; false', 'echo $?', '1\n'],
    ['the codes of a pipe', 'false | true', 'echo "${PIPESTATUS[@]}"', '1 0\n'],
    ['a variable that was unset', 'unset HOME', 'echo "${HOME-unset}"', 'unset\n'],
    ['PATH', 'PATH=/nowhere', 'echo $PATH', '/nowhere\n'],
    ['positional parameters', 'set -- a "b c"', 'echo "$2"', 'b c\n'],
    ['open files', 'exec 3>f; echo three >&3', 'cat f', 'three\n'],
    ['its own prompt commands', "PROMPT_COMMAND='n=$((n + 1))'", 'echo $((n > 0))', '1\n'],
  ])('%s', async (_, first, second, stdout) => {
    const { exec, said } = openForTest()
    await exec(first)
    expect((await said(second)).slice(0, 2)).toEqual([0, stdout])
  })

  test('jobs and their number', async () => {
    const { exec } = openForTest()
    expect(await exec('sleep 300 & echo started')).toMatchObject({ exitCode: 0, stdout: 'started\n' })
    expect((await exec('jobs -r')).stdout).toContain('sleep 300 &')
    expect(await exec('kill $!')).toMatchObject({ exitCode: 0 })
    expect(await exec('wait $!')).toMatchObject({ exitCode: 143 })
  })

  test('a directory that has been deleted', async () => {
    const { exec, said, folder } = openForTest()
    await exec('mkdir -p d/e && cd d/e')
    await exec('rm -rf ../../d')
    expect((await said('touch here'))[0]).toBe(1)
    await exec('cd')
    expect((await said('ls'))[1]).not.toContain('here')
    expect(folder).not.toBe('')
  })

  test('where it was, with OLDPWD unset at first', async () => {
    const { exec, folder } = openForTest()
    expect((await exec('echo "${OLDPWD-unset}"; mkdir sub; cd sub')).stdout).toBe('unset\n')
    expect((await exec('pwd; cd - >/dev/null; pwd')).stdout).toBe(`${folder}/sub\n${folder}\n`)
  })
})

const checkout = join(import.meta.dirname, '../../../..')

describe('nothing of the runner is seen by a step:', () => {
  test('its environment is the reader’s, with one mark of the session', async () => {
    const names = (await openForTest().exec('env')).stdout
      .split('\n')
      .map((line) => line.split('=')[0])
      .filter((name) => name !== '')
    expect(names.toSorted()).toEqual(['HOME', 'PATH', 'PWD', 'SHIPSHAPE_SESSION', 'SHLVL', 'TERM', '_'])
  })

  test('no function, trap, alias, job or line of history; one prompt command', async () => {
    const { exec, folder } = openForTest()
    expect((await exec('declare -F; trap -p; alias; jobs; echo "$0 $# ${BASH_SOURCE-}"')).stdout).toBe('bash 0 \n')
    expect(
      (await exec('history')).stdout
        .trim()
        .split('\n')
        .map((line) => line.trim().slice(3)),
    ).toEqual(['declare -F; trap -p; alias; jobs; echo "$0 $# ${BASH_SOURCE-}"', 'history'])
    const { stdout } = await exec('set')
    const ours = stdout
      .split('\n')
      // The reader's PATH leads into the checkout, which may have any name.
      .map((line) => line.replaceAll(folder, '').replaceAll(checkout, ''))
      .filter((line) => /shipshape|builtin/i.test(line))
    expect(ours.map((line) => line.split('=')[0])).toEqual(['PROMPT_COMMAND', 'SHIPSHAPE_SESSION'])
  })
})

test('output arrives while the step runs, split characters whole', async () => {
  const seen: [string, number][] = []
  await openForTest().exec(`printf 'a\\xe2\\x9c'; sleep 0.5; printf '\\x93b'`, {
    onOutput: (_, text, offset) => seen.push([text, offset]),
  })
  expect(seen).toEqual([
    ['a', 0],
    ['✓b', 3],
  ])
})

test('the output of a job goes to the step that began it', async () => {
  const { exec, folder } = openForTest()
  await exec('(sleep 0.5; echo late) &', { id: 'first' })
  expect(await exec('sleep 1; echo own')).toMatchObject({ stdout: 'own\n' })
  expect(readFileSync(join(folder, 'steps', 'first', 'stdout'), 'utf8')).toBe('late\n')
})

describe('a step that is given up', () => {
  test('is ended with all its descendants, and the jobs of earlier steps go on', async () => {
    const { exec, folder } = openForTest()
    const job = Number((await exec('sleep 300 & echo $!')).stdout)
    const line = `(setsid sleep 300 & echo $! > ${folder}/escaped); sleep 300 & echo $! > ${folder}/job; sleep 300`
    const result = await exec(line, { deadlineMs: 500 })
    expect([result.exitCode, result.ended, result.endedShell]).toEqual([null, 'deadline', undefined])
    const pids = ['escaped', 'job'].map((name) => Number(readFileSync(join(folder, name), 'utf8')))
    expect(pids.map(isRunning)).toEqual([false, false])
    expect(isRunning(job)).toBe(true)
    expect((await exec('kill $job; echo next')).stdout).toBe('next\n')
  })

  test.each([
    ['a loop of the shell itself', 'while :; do :; done', undefined],
    ['a program that ignores Ctrl-C', `sh -c "trap '' INT TERM; while :; do sleep 0.1; done"`, undefined],
    ['a shell that ignores every signal', `trap '' INT TERM; while :; do :; done`, true],
  ])('%s', async (_, line, endedShell) => {
    const { exec } = openForTest()
    await exec('kept=1')
    const result = await exec(line, { deadlineMs: 300 })
    expect([result.exitCode, result.ended, result.endedShell]).toEqual([null, 'deadline', endedShell])
    expect((await exec('echo "[$kept]"')).stdout).toBe(endedShell === true ? '[]\n' : '[1]\n')
  })

  test('because the run was cancelled', async () => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 200)
    expect((await openForTest().exec('sleep 300', { signal: controller.signal })).ended).toBe('cancelled')
  })
})

test('no step is started twice', async () => {
  const { exec, folder } = openForTest()
  await exec(`echo once >> ${folder}/count`, { id: 'same' })
  await expect(exec(`echo once >> ${folder}/count`, { id: 'same' })).rejects.toMatchObject({ code: 'broken' })
  expect(readFileSync(join(folder, 'count'), 'utf8')).toBe('once\n')
})

test('closing it ends what was left behind, also what has left the terminal', async () => {
  const { exec, shell, folder } = openForTest()
  await exec(`nohup sleep 300 & setsid sleep 300 & disown -a; pgrep -x -s 0 sleep; echo $! > ${folder}/pid`)
  const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'))
  await shell.close()
  expect(processes.carrying(`SHIPSHAPE_SESSION=${folder}`)).toEqual([])
  expect(isRunning(pid)).toBe(false)
})
