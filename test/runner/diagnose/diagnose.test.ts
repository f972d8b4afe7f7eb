import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { playbooks } from '../../fixtures/all-guides.ts'
import { type EngineAnswer, recognise, symptoms } from '../../../playbooks/troubleshooting.ts'
import { refsIn } from '../../../runner/core/render.ts'
import { examineAll, examineComplaint, type Finding } from '../../../runner/diagnose/diagnose.ts'
import { compareVersions } from '../../../runner/diagnose/engine-answer.ts'
import { troubleOf } from '../../../runner/targets/engine/answer.ts'
import type { Reader } from '../../../runner/diagnose/reader.ts'
import { freePort } from '../../fixtures/free-port.ts'
import { ask, complaintOf, readerAt } from './complaint.ts'
import { fakeEngine, portThatSays } from './fake-engine.ts'

describe('what a reader says', () => {
  test.each(symptoms.flatMap(({ id, texts }) => texts.map((text) => [id, text] as const)))(
    '%s is known by “%s”',
    (id, text) => {
      expect(recognise(text, symptoms)?.symptom.id).toBe(id)
    },
  )

  test.each(symptoms.map(({ id }) => id))('%s is known by its own name', (id) => {
    expect(recognise(id, symptoms)?.symptom.id).toBe(id)
  })

  test('what stands in the error is kept', () => {
    expect(Object.fromEntries(complaintOf('Bind for 0.0.0.0:8800 failed: port is already allocated').found)).toEqual({
      'error.port': '8800',
    })
    expect(Object.fromEntries(complaintOf('listen tcp 0.0.0.0:5000: bind: address already in use').found)).toEqual({
      'error.port': '5000',
    })
    expect(Object.fromEntries(complaintOf('pull access denied for ununtu, repository does not exist').found)).toEqual({
      'error.image': 'ununtu',
    })
  })

  test('an unknown message has no symptom', () => {
    expect(recognise('the moon is full', symptoms)).toBeUndefined()
  })
})

describe('the list', () => {
  test('every cause has both languages', () => {
    const words = symptoms
      .flatMap(({ causes }) => causes)
      .flatMap(({ answer, because }) => [answer['zh-cn'], because['zh-cn']])
    expect(words.filter((each) => !/\p{Script=Han}/u.test(each))).toEqual([])
  })

  test('a cause refers only to what the pattern of its symptom finds', () => {
    const names = symptoms.flatMap(({ pattern, causes }) => refsIn(causes).map((ref) => ({ pattern, ref })))
    for (const { pattern, ref } of names) if (ref.from === 'step') expect(pattern).toContain(`(?<${ref.name}>`)
  })

  test('every step that explains a fix is one of a guide', () => {
    const steps = playbooks.flatMap((playbook) => playbook.steps)
    for (const { step } of symptoms.flatMap(({ causes }) => causes))
      if (step !== undefined) expect(steps).toContain(step)
  })
})

describe('an engine', () => {
  test('that answers leaves nothing to complain of', async () => {
    expect(await examineAll(symptoms, readerAt(await fakeEngine()))).toEqual([])
  })

  test('that is not where DOCKER_HOST says is named', async () => {
    const reader = readerAt(`tcp://127.0.0.1:${await freePort()}`)
    const finding = await ask('Cannot connect to the Docker daemon at tcp://…', reader)
    expect([finding.cause?.id, finding.fix]).toEqual([
      'wrong-variable',
      'unset DOCKER_HOST DOCKER_TLS_VERIFY DOCKER_CERT_PATH',
    ])
  })

  test('in a machine that is down is distinguished from a wrong variable', async () => {
    const reader = readerAt(`tcp://127.0.0.1:${await freePort()}`)
    const folder = join(reader.env['HOME'] ?? '', '.boot2docker/machines/boot2docker-vm')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'machine.json'), '{}')
    expect((await ask('cannot-connect', reader)).cause?.id).toBe('machine-down')
  })

  test('that requires TLS is recognized by its message', async () => {
    const port = await portThatSays(
      'HTTP/1.0 400 Bad Request\r\ncontent-type: text/plain\r\nconnection: close\r\n\r\nClient sent an HTTP ' +
        'request to an HTTPS server.\n',
    )
    expect((await ask('cannot-connect', readerAt(`tcp://127.0.0.1:${port}`))).cause?.id).toBe('wants-tls')
  })

  test('behind a socket that one may not open, and one behind a VPN', async () => {
    const seeing = (answer: EngineAnswer): Reader => ({
      ...readerAt('tcp://192.168.59.103:2376'),
      engine: () => Promise.resolve({ answer, detail: '' }),
      route: () => Promise.resolve({ kind: 'device', device: 'utun4' }),
    })
    expect(
      (await ask('permission denied while trying to connect to the Docker daemon socket', seeing('no-permission')))
        .cause?.id,
    ).toBe('not-in-group')
    expect((await ask('hangs', seeing('silent'))).cause?.id).toBe('vpn')
    expect(
      (await ask('x509: certificate is valid for 127.0.0.1, not 192.168.59.104', seeing('wrong-certificate'))).cause
        ?.id,
    ).toBe('other-address')
  })

  test('behind a proxy that cannot reach it', async () => {
    const findings = (more: Readonly<Record<string, string>>): Promise<Finding> => {
      const reader = readerAt('tcp://192.0.2.9:2376', { HTTPS_PROXY: 'http://127.0.0.1:1', ...more })
      const folder = join(reader.env['HOME'] ?? '', '.boot2docker/machines/boot2docker-vm')
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, 'machine.json'), '{}')
      const engine = (): ReturnType<Reader['engine']> => Promise.resolve({ answer: 'answers', detail: '' })
      return ask('cannot-connect', { ...reader, engine })
    }
    expect(await findings({})).toMatchObject({ cause: { id: 'proxied' }, fix: 'eval "$(boot2docker shellinit)"' })
    expect((await findings({ no_proxy: 'localhost' })).cause?.id).toBe('proxied')
    expect((await findings({ NO_PROXY: 'localhost,192.0.2.9' })).cause).toBeUndefined()
  })

  test('whose errors are known by their codes', () => {
    const error = (code: string): Error => Object.assign(new Error(code), { code })
    expect(
      [
        'EACCES',
        'ENOENT',
        'ECONNREFUSED',
        'ETIMEDOUT',
        'ENOTFOUND',
        'ERR_TLS_CERT_ALTNAME_INVALID',
        'ERR_SSL_SSL/TLS_ALERT_CERTIFICATE_EXPIRED',
        'CERT_HAS_EXPIRED',
        'CERT_NOT_YET_VALID',
        'SELF_SIGNED_CERT_IN_CHAIN',
        'EPROTO',
      ].map((code) => troubleOf(error(code))),
    ).toEqual([
      'no-permission',
      'no-socket',
      'refused',
      'silent',
      'unknown-name',
      'wrong-certificate',
      'expired-for-engine',
      'expired-for-client',
      'expired-for-client',
      'wrong-certificate',
      'no-tls',
    ])
  })

  test('that accepts connections and does not answer, and a server that is none', async () => {
    const port = await portThatSays(
      'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 90\r\n\r\n{"Api',
    )
    expect((await ask('hangs', readerAt(`tcp://127.0.0.1:${port}`))).cause?.id).toBe('engine-stuck')
    const other = await portThatSays('HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 4\r\n\r\n<p/>')
    expect((await ask('cannot-connect', readerAt(`tcp://127.0.0.1:${other}`))).cause?.id).toBe('not-docker')
  })

  test('and a client of other times', async () => {
    const reader = readerAt(await fakeEngine({ oldestApi: '1.44' }), { DOCKER_API_VERSION: '1.24' })
    expect((await ask('client version 1.24 is too old', reader)).cause?.id).toBe('client-too-old')
    expect((await ask('old-api', readerAt(await fakeEngine({ api: '1.38', oldestApi: '1.12' })))).cause?.id).toBe(
      'engine-too-old',
    )
    expect([compareVersions('1.9', '1.40'), compareVersions('1.40', '1.40'), compareVersions('2.0', '1.99')]).toEqual([
      -1, 0, 1,
    ])
  })
})

describe('a port', () => {
  test('that another container has', async () => {
    const port = await freePort()
    const reader = readerAt(await fakeEngine({ containers: [{ Ports: [{ PublicPort: port }] }] }))
    const finding = await ask(`Bind for 0.0.0.0:${port} failed: port is already allocated`, reader)
    expect([finding.cause?.id, finding.fix]).toEqual([
      'other-container',
      `docker stop "$(docker ps -q --filter publish=${port})"`,
    ])
  })

  test('that another program of this computer has', async () => {
    const port = await portThatSays('')
    expect(
      (await ask(`listen tcp 0.0.0.0:${port}: bind: address already in use`, readerAt(await fakeEngine()))).cause?.id,
    ).toBe('other-program')
  })

  test('that nobody publishes', async () => {
    const port = await freePort()
    expect((await ask(`Failed to connect to localhost port ${port}`, readerAt(await fakeEngine()))).cause?.id).toBe(
      'not-published',
    )
  })

  test('that cannot be asked about, for the engine is away', async () => {
    const findings = await examineComplaint(
      complaintOf('Failed to connect to localhost port 1'),
      symptoms,
      readerAt('unix:///nowhere.sock'),
    )
    expect(findings.map(({ cause }) => cause?.id)).toEqual(['wrong-variable'])
  })
})

describe('an image', () => {
  test('with a misspelled name, and one that is there already', async () => {
    const reader = readerAt(await fakeEngine({ images: ['ours'] }))
    expect((await ask('pull access denied for ununtu', reader)).cause?.id).toBe('misspelled')
    expect((await ask('pull access denied for ours', reader)).cause?.id).toBe('there-already')
  })

  test('for another processor than the engine’s', async () => {
    const words = 'no matching manifest for linux/arm64/v8 in the manifest list entries'
    expect((await ask(words, readerAt(await fakeEngine({ processor: 'amd64' })))).cause?.id).toBe(
      'other-platform-asked',
    )
    expect((await ask(words, readerAt(await fakeEngine({ processor: 'arm64' })))).cause?.id).toBe('not-made-for-it')
  })

  test('for which there is no space', async () => {
    expect((await ask('no space left on device', readerAt(await fakeEngine()))).cause?.id).toBe('unused-things')
  })
})
