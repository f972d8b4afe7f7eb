import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type PeerCertificate, type Server, checkServerIdentity, connect, createServer } from 'node:tls'
import { describe, expect, onTestFinished, test } from 'vitest'
import * as guideSteps from '../../playbooks/windows-on-fusion.ts'
import { windowsOnFusion } from '../../playbooks/windows-on-fusion.ts'
import { actualSpelling, renderAction, savedKey } from '../../runner/core/render.ts'
import { validate } from '../../runner/core/validate.ts'
import type { RunEvent } from '../../runner/protocol/events.ts'
import type { Report } from '../../runner/protocol/report.ts'
import { stepOnTarget } from '../../runner/core/plan.ts'
import type { ActualAction } from '../../runner/contract/action.ts'
import { temporaryFolder } from '../fixtures/execute.ts'
import { shipshapeHere } from '../fixtures/in-process.ts'
import type { Ended } from '../fixtures/process.ts'

const shipshape = (...args: readonly string[]): Promise<Ended> =>
  shipshapeHere(args, { SHIPSHAPE_STATE: temporaryFolder() })

const address = '192.168.177.10'
const spell = actualSpelling({ facts: {}, saved: new Map([[savedKey('address', 'address'), address]]) })

const actionOf = (id: string, spelled = spell): ActualAction => {
  const step = windowsOnFusion.steps.find((each) => each.id === id)
  if (step === undefined) throw new Error(`There is no step “${id}”.`)
  const { action } = stepOnTarget(step, 'fusion')
  if (action.kind === 'by-hand') throw new Error(`Step “${id}” is done by hand.`)
  return renderAction(action, spelled)
}

test('the guide is valid', () => {
  expect(validate(windowsOnFusion)).toEqual([])
})

describe('on a computer that cannot run it', () => {
  test.each(['run', 'verify'])(
    '%s is blocked, says that no run has verified it, and lists what is needed',
    async (command) => {
      const { code, stdout, stderr } = await shipshape(command, 'windows-on-fusion')
      expect([code, stderr]).toEqual([3, ''])
      expect(stdout).toContain('! blocked: windows-on-fusion, 62 steps not reached')
      expect(stdout).toContain(
        'The runner cannot drive VMware Fusion yet, so this guide has never been verified by a run.',
      )
      expect(stdout).toContain('Follow it by hand and report what you see: the end of its page says how.')
      expect(stdout).toContain('the target “fusion” does not offer a VM that runs Windows')
      expect(stdout).toContain('Download the evaluation ISO of Windows Server 2025')
    },
  )

  test('the JSON output says the same', async () => {
    const { code, stdout } = await shipshape('verify', 'windows-on-fusion', '--json')
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Partial<RunEvent> & { readonly report?: Report })
    expect(code).toBe(3)
    expect(lines.map(({ type }) => type).filter((type) => type !== 'step-finished')).toEqual([
      'run-started',
      'blocked',
      'run-finished',
      undefined,
    ])
    const report = lines.at(-1)?.report
    expect(report?.status).toBe('blocked')
    expect(new Set(report?.steps.map(({ status }) => status))).toEqual(new Set(['not-reached']))
    const hints = report?.missing.map(({ hint }) => hint) ?? []
    const { needs } = windowsOnFusion
    expect(hints).toContainEqual(needs.find(({ kind }) => kind === 'feature')?.hint)
    if (process.platform !== 'darwin') expect(hints).toEqual(expect.arrayContaining([needs[0]?.hint, needs[1]?.hint]))
  })
})

const bash = (home: string, line: string): string =>
  execFileSync('bash', ['-c', line], {
    env: { PATH: process.env['PATH'], HOME: home },
    stdio: ['ignore', 'pipe', 'ignore'],
    encoding: 'utf8',
  })

/** Does in a home of its own what a step does on the Mac. */
const perform = (home: string, action: ActualAction): string => {
  if (action.kind !== 'file') return bash(home, action.line)
  const path = action.path.replace('~', home)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, action.content)
  return ''
}

test('its key for SSH is one line that Windows can be given, and its settings lead to the machine', () => {
  const home = temporaryFolder()
  perform(home, actionOf('folder'))
  const said = perform(home, actionOf('ssh-key'))
  const key = new RegExp(guideSteps.sshKey.saves.key.pattern, 'm').exec(said)?.[1] ?? ''
  expect(key).toMatch(/^ssh-ed25519 \S+ docker-windows$/)
  const withKey = actualSpelling({ facts: {}, saved: new Map([[savedKey('ssh-key', 'key'), key]]) })
  expect(actionOf('give-key', withKey)).toMatchObject({
    line: `Set-Content -Path 'C:\\ProgramData\\ssh\\administrators_authorized_keys' -Value '${key}'`,
  })
  perform(home, actionOf('ssh-config'))
  const settings = bash(home, 'ssh -G -F ~/.docker-windows/ssh_config windows')
  expect(settings.split('\n')).toEqual(
    expect.arrayContaining([
      `hostname ${address}`,
      'user Administrator',
      'identitiesonly yes',
      'stricthostkeychecking accept-new',
    ]),
  )
})

test('the folder of its context is named as the client names it', () => {
  const name = createHash('sha256').update('windows').digest('hex')
  expect(JSON.stringify([guideSteps.context.checks, guideSteps.dropContext.checks]).match(/[0-9a-f]{64}/g)).toEqual([
    name,
    name,
  ])
})

describe('the certificates that its commands make', { timeout: 60_000 }, () => {
  const made = [
    'folder',
    'certificate-plan',
    'authority',
    'server-certificate',
    'client-certificate',
    'look-at-certificate',
  ]

  /** Like dockerd with `tlsverify`: refuses clients without a certificate of the authority. */
  const engineWith = async (read: (name: string) => Buffer): Promise<number> => {
    const server: Server = createServer(
      {
        cert: read('server-cert.pem'),
        key: read('server-key.pem'),
        ca: read('ca.pem'),
        requestCert: true,
        rejectUnauthorized: true,
      },
      (socket) => void socket.end('welcome'),
    )
    server.on('tlsClientError', () => undefined)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    return (server.address() as { readonly port: number }).port // a TCP server's address has a port
  }

  const ask = (
    port: number,
    ca: Buffer,
    own: { readonly cert?: Buffer; readonly key?: Buffer },
  ): Promise<'welcome' | 'refused'> =>
    new Promise((resolve) => {
      const checked = (_host: string, certificate: PeerCertificate): Error | undefined =>
        checkServerIdentity(address, certificate)
      const socket = connect({ port, host: '127.0.0.1', ca, ...own, checkServerIdentity: checked })
      socket
        .on('data', () => resolve('welcome'))
        .on('error', () => resolve('refused'))
        .on('end', () => resolve('refused'))
    })

  test('hold for the machine’s address, let their owner in, and nobody else', async () => {
    const home = temporaryFolder()
    const said = made.map((id) => perform(home, actionOf(id)))
    expect(said.at(-1)).toContain(`IP Address:${address}, IP Address:127.0.0.1, DNS:localhost`)
    const read = (name: string): Buffer => readFileSync(join(home, '.docker-windows', name))
    const port = await engineWith(read)
    expect(await ask(port, read('ca.pem'), { cert: read('cert.pem'), key: read('key.pem') })).toBe('welcome')
    expect(await ask(port, read('ca.pem'), {})).toBe('refused')
    // The engine's own certificate is for serving only.
    expect(await ask(port, read('ca.pem'), { cert: read('server-cert.pem'), key: read('server-key.pem') })).toBe(
      'refused',
    )
    perform(home, actionOf('forget-keys'))
    expect(() => read('ca.pem')).toThrow('ENOENT')
  })
})

test('the engine’s settings are JSON, and switch TLS on for everything but the pipe', () => {
  const action = actionOf('daemon-json')
  expect(JSON.parse(action.kind === 'file' ? action.content : '')).toEqual({
    hosts: ['npipe://', 'tcp://0.0.0.0:2376'],
    tlsverify: true,
    tlscacert: 'C:\\ProgramData\\docker\\certs.d\\ca.pem',
    tlscert: 'C:\\ProgramData\\docker\\certs.d\\server-cert.pem',
    tlskey: 'C:\\ProgramData\\docker\\certs.d\\server-key.pem',
  })
})
