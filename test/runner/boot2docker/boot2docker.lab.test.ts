import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { killQemu } from '../../../runner/machines/qemu/process.ts'
import { type Answer, type LabShell, openLabShell } from '../../fixtures/lab-shell.ts'

/** One machine's life, in the order of its tests. */
let shell: LabShell
beforeAll(async () => {
  shell = await openLabShell()
})
afterAll(() => shell.close())

const run = (line: string): Promise<Answer> => shell.run(line)
const withClient = (line: string): Promise<Answer> => run(`eval "$(boot2docker shellinit 2> /dev/null)"; ${line}`)
const machine = (): string => join(shell.home, '.boot2docker', 'machines', 'boot2docker-vm')
const interfaces = async (): Promise<string> => (await run('ip -br link show | cut -d" " -f1')).out

test('init makes a machine from the image that was built here', async () => {
  const { exitCode, out, said } = await run('boot2docker --memory=1024 init')
  expect({ exitCode, said }).toEqual({ exitCode: 0, said: '' })
  expect(out).toMatch(
    /^Downloading boot2docker ISO image\.\.\.\nSuccess: downloaded .*\n\tto .*\nInitialization of virtual machine "boot2docker-vm" complete\.\nUse `boot2docker up` to start it\.\n$/,
  )
  expect(await run('boot2docker status')).toMatchObject({ out: 'poweroff\n' })
})

test('up is refused while another program has the port, and leaves nothing', async () => {
  const busy = `node -e "require('net').createServer().listen(2022, '127.0.0.1')" & sleep 0.5; boot2docker up; code=$?; kill $!; exit $code`
  expect(await run(`PATH="$NODE:$PATH"; ${busy}`)).toEqual({
    exitCode: 1,
    out: 'Waiting for VM and Docker daemon to start...\n',
    said: expect.stringMatching(
      /^(\.+\n)?error in run: Failed to start machine "boot2docker-vm": Port 2022 \(tcp, 127\.0\.0\.1\) of the forward “ssh” is taken by node \(process \d+\)\.\nTry: boot2docker --sshport=2023 up\n$/,
    ) as string,
  })
  expect(await interfaces()).toBe('lo\n')
})

test('an interrupted up leaves no machine half started', async () => {
  const { exitCode, said } = await run('boot2docker up > /dev/null & sleep 2.5; kill -INT $!; wait $!')
  expect({ exitCode, end: said.split('\n').at(-2) }).toEqual({ exitCode: 130, end: 'Stopped.' })
  expect((await run('ps -eo args= | grep -c [q]emu-system')).out).toBe('0\n')
  expect(await interfaces()).toBe('lo\n')
  expect(await run('boot2docker status')).toMatchObject({ out: 'poweroff\n' })
})

test('up starts it and says how to reach it', async () => {
  expect(await run('boot2docker delete')).toMatchObject({ exitCode: 0 })
  await shell.bringReady()
  const { exitCode, out } = await run('boot2docker up')
  expect({ exitCode, out: out.replaceAll(shell.home, '~') }).toEqual({
    exitCode: 0,
    out: `Waiting for VM and Docker daemon to start...

Started.

To connect the Docker client to the Docker daemon, please set:
    export DOCKER_HOST=tcp://192.168.59.103:2376
    export DOCKER_CERT_PATH=~/.boot2docker/certs/boot2docker-vm
    export DOCKER_TLS_VERIFY=1

Or run: \`eval "$(boot2docker shellinit)"\`

`,
  })
})

test('up a second time is fine', async () => {
  expect(await withClient('boot2docker up')).toMatchObject({
    exitCode: 0,
    out: expect.stringContaining('already set correctly') as string,
  })
})

test('up says that another image was built here than the one that the VM uses', async () => {
  const iso = join(shell.home, '.boot2docker', 'boot2docker.iso')
  expect(
    await run(`cp '${iso}' '${iso}.kept' && rm '${iso}' && (cat '${iso}.kept'; echo older) > '${iso}'`),
  ).toMatchObject({
    exitCode: 0,
  })
  const note =
    'This VM uses another ISO image than the one that was built here last. To use that: boot2docker upgrade\n'
  expect((await run('boot2docker up')).said).toContain(note)
  expect((await run(`mv '${iso}.kept' '${iso}' && boot2docker up`)).said).not.toContain(note)
})

test.for(['bash', 'zsh', 'fish'])('shellinit points %s at the engine', async (name, { skip }) => {
  skip((await run(`command -v ${name}`)).exitCode !== 0, `${name} is not installed`)
  const script = `eval "$(boot2docker shellinit 2> /dev/null)"; echo $DOCKER_HOST $DOCKER_TLS_VERIFY; docker ps -q`
  expect(await run(`exec ${name} -c '${script}'`)).toEqual({
    exitCode: 0,
    out: 'tcp://192.168.59.103:2376 1\n',
    said: '',
  })
})

test('a container runs in it', async () => {
  expect(await withClient('docker run --name kept busybox:1.37 echo hello')).toMatchObject({
    exitCode: 0,
    out: 'hello\n',
  })
})

test('ip, status, info and config describe it', async () => {
  expect(await run('boot2docker ip')).toEqual({ exitCode: 0, out: '192.168.59.103\n', said: '' })
  expect(await run('boot2docker status')).toEqual({ exitCode: 0, out: 'running\n', said: '' })
  expect(JSON.parse((await run('boot2docker info')).out)).toMatchObject({
    Name: 'boot2docker-vm',
    State: 'running',
    Memory: 2048,
    SSHPort: 2022,
    DockerPort: 0,
  })
  expect((await run('boot2docker config')).out).toContain('\nSSHPort = 2022\n')
})

test('ssh runs commands with their real exit codes, and leads ports', async () => {
  expect(await run('boot2docker ssh "whoami; exit 5"')).toEqual({ exitCode: 5, out: 'docker\n', said: '' })
  const engine =
    'curl -sk --retry 15 --retry-delay 1 --retry-connrefused --cert "$DOCKER_CERT_PATH/cert.pem" --key "$DOCKER_CERT_PATH/key.pem" https://127.0.0.1:7000/_ping'
  const untilEnough = '"until [ -e /tmp/enough ]; do sleep 0.2; done"'
  const { out } = await withClient(
    `boot2docker ssh -L 7000:127.0.0.1:2376 ${untilEnough} & ${engine}; boot2docker ssh touch /tmp/enough; wait`,
  )
  expect(out).toBe('OK')
})

test('a forward is added and removed while it runs', async () => {
  const { exitCode } = await run('boot2docker forward add "engine,tcp,127.0.0.1,5555,,2376"')
  expect(exitCode).toBe(0)
  const version = `DOCKER_HOST=tcp://127.0.0.1:5555 docker version --format '{{.Server.Os}}'`
  expect(await withClient(version)).toMatchObject({ exitCode: 0, out: 'linux\n' })
  expect(await run('boot2docker forward remove engine')).toMatchObject({ exitCode: 0 })
  expect(await withClient(version)).toMatchObject({ exitCode: 1 })
})

test('save and resume keep the container, and set the clock', async () => {
  expect(await run('boot2docker save')).toEqual({ exitCode: 0, out: '', said: '' })
  expect(await run('boot2docker status')).toMatchObject({ out: 'saved\n' })
  expect(await interfaces()).toBe('lo\n')
  await new Promise((resolve) => setTimeout(resolve, 4_000))
  expect(await run('boot2docker resume')).toMatchObject({ exitCode: 0 })
  expect(await withClient(`docker ps -a --format '{{.Names}}'`)).toMatchObject({ out: 'kept\n' })
  expect(Math.abs(Number((await run('boot2docker ssh date +%s')).out) - Date.now() / 1000)).toBeLessThan(3)
})

test('two commands at once bring a saved machine up together', async () => {
  expect(await run('boot2docker save; boot2docker up > first & sleep 0.2; boot2docker up && wait $!')).toMatchObject({
    exitCode: 0,
    out: expect.stringContaining('Started.') as string,
    said: expect.stringMatching(
      /Another command is working on this VM \(process \d+, up\)\. Waiting for it\./,
    ) as string,
  })
  expect((await run('cat first')).out).toContain('Started.')
})

test.each([
  ['15 minutes ago', 'date -s "@$(($(date +%s) - 900))"'],
  ['in 2020', 'date -s @1577836800'],
])('up sets the clock of a running machine whose time is %s', async (_, set) => {
  await run(`boot2docker ssh 'sudo ${set}'`)
  expect(await run('boot2docker up')).toMatchObject({ exitCode: 0 })
  expect(Math.abs(Number((await run('boot2docker ssh date +%s')).out) - Date.now() / 1000)).toBeLessThan(3)
  expect(await withClient('docker version')).toMatchObject({ exitCode: 0 })
})

test('a second machine does not take the network of the first', async () => {
  await run('boot2docker --vm=other --sshport=2023 --disksize=1024 init')
  expect(await run('boot2docker --vm=other up')).toEqual({
    exitCode: 1,
    out: 'Waiting for VM and Docker daemon to start...\n',
    said: expect.stringMatching(
      /^(\.+\n)?error in run: Failed to start machine "other": Another VM runs on the host-only network vboxnet0, which only one can use\.\nTry: boot2docker --vm=boot2docker-vm save\n$/,
    ) as string,
  })
  expect(await run('boot2docker --vm=other poweroff; boot2docker --vm=other delete')).toMatchObject({ exitCode: 0 })
  expect(await withClient('docker version')).toMatchObject({ exitCode: 0 })
})

test('a killed machine is aborted, and comes up again with what it had', async () => {
  // Our own file.
  const { uuid } = JSON.parse(readFileSync(join(machine(), 'machine.json'), 'utf8')) as { readonly uuid: string }
  expect(killQemu(uuid)).toBe(true)
  await expect.poll(async () => (await run('boot2docker status')).out, { timeout: 30_000 }).toBe('aborted\n')
  mkdirSync(join(shell.home, 'my code'))
  writeFileSync(join(shell.home, 'my code', 'page'), 'shared\n')
  expect(await run('boot2docker --memory=1536 --vbox-share "$HOME/my code=code" up')).toMatchObject({ exitCode: 0 })
  expect(JSON.parse((await run('boot2docker info')).out)).toMatchObject({ Memory: 1536 })
  expect(await withClient(`docker ps -a --format '{{.Names}}'`)).toMatchObject({ out: 'kept\n' })
})

test('a shared folder is seen both ways, and in use it keeps the machine from being saved', async () => {
  const share = '-v "$HOME/my code:/code"'
  expect(
    await withClient(`docker run --rm ${share} busybox:1.37 sh -c 'cat /code/page; echo back > /code/answer'`),
  ).toMatchObject({ out: 'shared\n' })
  expect(readFileSync(join(shell.home, 'my code', 'answer'), 'utf8')).toBe('back\n')
  const { out: id } = await withClient(`docker run -d ${share} busybox:1.37 sleep 600`)
  expect(await run('boot2docker save')).toMatchObject({
    exitCode: 1,
    said: expect.stringContaining(`Try: docker stop ${id.slice(0, 12)}\n`) as string,
  })
  expect(await withClient(`docker exec ${id.trim()} cat /code/page; docker rm -f ${id}`)).toMatchObject({
    out: expect.stringContaining('shared\n') as string,
  })
  expect(
    await run('boot2docker save && boot2docker up > /dev/null && boot2docker ssh cat "\'$HOME/my code/page\'"'),
  ).toMatchObject({ exitCode: 0, out: 'shared\n' })
})

test('down ends it, and every trace in the network', async () => {
  expect(await run('boot2docker down')).toEqual({ exitCode: 0, out: '', said: '' })
  expect(await run('boot2docker status')).toMatchObject({ out: 'poweroff\n' })
  expect(await interfaces()).toBe('lo\n')
})

test('a damaged disk is named, without the console of an earlier start', async () => {
  const disk = join(machine(), 'disk.qcow2')
  expect(await run(`printf garbage | dd of='${disk}' conv=notrunc status=none; boot2docker up`)).toEqual({
    exitCode: 1,
    out: 'Waiting for VM and Docker daemon to start...\n',
    said: expect.stringMatching(
      /^(\.+\n)?error in run: Failed to start machine "boot2docker-vm": The VM's disk .* is damaged: it does not begin like a qcow2 image\.\nTry: boot2docker delete && boot2docker init && boot2docker up\n$/,
    ) as string,
  })
})

test('delete leaves nothing of it', async () => {
  expect(await run('boot2docker delete')).toEqual({ exitCode: 0, out: '', said: '' })
  expect(existsSync(machine())).toBe(false)
})

test('without the lab’s network, up names the one command that opens it', async () => {
  expect(
    await run('boot2docker init > /dev/null; setpriv --bounding-set=-net_admin --inh-caps=-net_admin boot2docker up'),
  ).toMatchObject({
    exitCode: 1,
    said: expect.stringMatching(/cannot be made here: .*\nTry: npx shipshape lab shell\n$/) as string,
  })
})
