import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { callingShell } from './calling-shell.ts'
import { missingVariables, prepareClient, shellLines } from './client.ts'
import { printConfig } from './config.ts'
import { type Command, needMachine, needRunning } from './context.ts'

/** `boot2docker status`: one of VirtualBox's state names. */
export const status: Command = async ({ config, out }) => {
  out(`${await (await needMachine(config)).state()}\n`)
  return 0
}

/** `boot2docker ip`: the address that the VM was started with. */
export const ip: Command = async ({ config, out }) => {
  const { spec } = await (await needRunning(config)).record()
  out(`${spec.hostOnly.guest}\n`)
  return 0
}

/** `boot2docker shellinit` */
export const shellinit: Command = async (context) => {
  const machine = await needRunning(context.config)
  const missing = missingVariables(await prepareClient(context, machine), context.env)
  if (Object.keys(missing).length === 0) context.say('Your environment variables are already set correctly.\n')
  else context.out(shellLines(missing, callingShell(context.env)))
  return 0
}

/** `boot2docker config` */
export const showConfig: Command = async ({ config, out }) => {
  out(printConfig(config))
  return Promise.resolve(0)
}

/** `boot2docker info`: the original's keys in its order, indented by tabs, without a newline at the end. */
export const info: Command = async ({ config, out }) => {
  const machine = await needMachine(config)
  const { spec, uuid } = await machine.record()
  const portOf = (name: string): number => spec.forwards.find((forward) => forward.name === name)?.hostPort ?? 0
  const facts = {
    Name: spec.name,
    UUID: uuid,
    Iso: config.ISO,
    State: await machine.state(),
    CPUs: spec.cpus,
    Memory: spec.memoryMegabytes,
    VRAM: 0,
    CfgFile: machine.files.record,
    BaseFolder: machine.files.folder,
    OSType: '',
    Flag: 0,
    BootOrder: null,
    DockerPort: portOf('docker'),
    SSHPort: portOf('ssh'),
    SerialFile: machine.files.serialLog,
  }
  out(JSON.stringify(facts, undefined, '\t'))
  return 0
}

/** `boot2docker version` */
export const version: Command = async ({ out }) => {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  // Our own file.
  const { version: own } = JSON.parse(await readFile(`${root}package.json`, 'utf8')) as { readonly version: string }
  const commit = await promisify(execFile)('git', ['-C', root, 'rev-parse', '--short', 'HEAD']).then(
    ({ stdout }) => stdout.trim(),
    () => 'unknown',
  )
  out(`Boot2Docker-cli version: v1.8.0, remade by Shipshape v${own}\nGit commit: ${commit}\n`)
  return 0
}
