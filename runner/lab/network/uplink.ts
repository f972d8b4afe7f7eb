import { spawn } from 'node:child_process'
import { closeSync, constants, openSync } from 'node:fs'
import { join } from 'node:path'
import { RunnerError } from '../../errors.ts'
import { namespaceFile } from '../../host/linux-files.ts'
import { mustRun, programPath } from '../../host/program.ts'

const readyMs = 10_000
const hint = 'sudo apt-get install slirp4netns'

/** Addresses of the uplink; the guest's own NAT uses 10.0.2.0/24. */
const uplinkNetwork = '10.0.3.0/24'
export const uplinkNameServer = '10.0.3.3'

/** Called before the namespace is made: its holder keeps the other end of the pipe, so that the uplink ends with it. */
export const prepareUplink = (folder: string): Promise<string> =>
  mustRun('mkfifo', ['-m', '600', join(folder, 'uplink')], { hint })

/**
 * Routes the namespace's traffic through slirp4netns, without access to this computer's own loopback.
 * RunnerError('blocked') when there is no slirp4netns, 'broken' when it does not come up.
 */
export const openUplink = async (folder: string, holderPid: number): Promise<void> => {
  const pipe = openSync(join(folder, 'uplink'), constants.O_RDONLY | constants.O_NONBLOCK)
  const log = openSync(join(folder, 'uplink.log'), 'w', 0o600)
  const spaces = [
    ...['--userns-path', namespaceFile(holderPid, 'user')],
    ...['--netns-type=path', namespaceFile(holderPid, 'net')],
  ]
  const options = [
    '--configure',
    '--mtu=65520',
    '--disable-host-loopback',
    `--cidr=${uplinkNetwork}`,
    '--exit-fd=3',
    '--ready-fd=4',
  ]
  const child = spawn('slirp4netns', [...options, ...spaces, 'uplink0'], {
    detached: true,
    stdio: ['ignore', log, log, pipe, 'pipe'],
    env: { PATH: programPath() },
  })
  closeSync(pipe)
  closeSync(log)
  child.unref()
  await new Promise<void>((resolve, reject) => {
    const fail = (why: string, code: 'blocked' | 'broken'): void => {
      clearTimeout(timer)
      child.kill('SIGKILL')
      reject(new RunnerError(code, `The namespace has no uplink: ${why}.`, { hint }))
    }
    const timer = setTimeout(() => fail(`slirp4netns is not ready after ${readyMs / 1000} s`, 'broken'), readyMs)
    child.once('error', (error) => fail(error.message, 'blocked'))
    child.once('exit', () => fail(`slirp4netns ended; see ${folder}/uplink.log`, 'broken'))
    child.stdio[4]?.once('data', () => {
      clearTimeout(timer)
      child.removeAllListeners('exit')
      child.stdio[4]?.destroy()
      resolve()
    })
  })
}
