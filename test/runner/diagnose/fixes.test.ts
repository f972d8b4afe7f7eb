import { describe, expect, test } from 'vitest'
import { text } from '../../../playbooks/model/index.ts'
import { type EngineAnswer, symptoms } from '../../../playbooks/troubleshooting.ts'
import type { Reader } from '../../../runner/diagnose/reader.ts'
import { ask, readerAt } from './complaint.ts'
import { fakeEngine } from './fake-engine.ts'

describe('a fix', () => {
  const fixes = symptoms.flatMap(({ id, causes }) =>
    causes.map((cause) => ({ name: `${id}/${cause.id}`, line: cause.fix.pieces.join('‹value›'), cause })),
  )

  test('deletes no VM, container, image or volume', () => {
    expect(fixes.filter(({ line }) => /(?<![-\w])(?:delete|destroy|rm|rmi|reset|down -v)\b/.test(line))).toEqual([])
    expect(fixes.filter(({ line }) => /--volumes|prune (?:-f|.*--force)/.test(line))).toEqual([])
  })

  test('that removes what is not used says what that is, and the command asks first', () => {
    const pruning = fixes.filter(({ line }) => line.includes('prune'))
    expect(pruning.map(({ line }) => line)).toEqual(['docker system prune'])
    for (const { cause } of pruning) expect(cause.because.en).toMatch(/stopped containers.*It asks first/)
  })

  test('that changes groups of users is only for a computer that is no Mac', () => {
    const ofGroups = fixes.filter(({ line }) => line.includes('usermod'))
    expect(ofGroups.map(({ name }) => name)).toEqual(['no-permission/not-in-group'])
    for (const { cause } of ofGroups)
      expect(cause.signs).toContainEqual({ kind: 'folder', path: text`/Applications`, state: 'absent' })
  })
})

describe('on a Mac', () => {
  const absent = { kind: 'absent' } as const
  const present = { kind: 'state', state: 'present' } as const

  /** A Mac on which these folders and files exist. */
  const macWith = (reader: Reader, ...paths: readonly string[]): Reader => ({
    ...reader,
    folder: (path) => Promise.resolve([...paths, '/Applications'].includes(path) ? present : absent),
    file: (path) => Promise.resolve(paths.includes(path) ? present : absent),
  })
  const desktop = '/Applications/Docker.app'
  const colima = '~/.colima/default/colima.yaml'

  const findOn = async (words: string, reader: Reader): Promise<readonly (string | undefined)[]> => {
    const { cause, fix } = await ask(words, reader)
    return [cause?.id, fix]
  }

  /** The client uses a context, and its engine answers like this. */
  const withContext = (answer: EngineAnswer): Reader => {
    const reader = readerAt('unix:///nowhere.sock')
    const namedBy = { en: 'context “desktop-linux”', 'zh-cn': '上下文“desktop-linux”' }
    return {
      ...reader,
      endpoint: async () => ({ ...(await reader.endpoint()), namedBy }),
      engine: () => Promise.resolve({ answer, detail: '' }),
    }
  }

  test('the installed product is started', async () => {
    const reader = withContext('no-socket')
    expect(await findOn('cannot-connect', macWith(reader, desktop))).toEqual(['desktop-off', 'docker desktop start'])
    expect(await findOn('cannot-connect', macWith(reader, colima))).toEqual(['colima-off', 'colima start'])
    expect(await findOn('cannot-connect', macWith(reader))).toEqual([
      'no-product',
      'brew install colima docker docker-compose docker-buildx && colima start',
    ])
  })

  test('the socket of another user is no matter of groups', async () => {
    const reader = macWith(withContext('no-permission'), desktop)
    expect(await findOn('no-permission', reader)).toEqual([
      'socket-of-another-user',
      'unset DOCKER_HOST && docker context use desktop-linux',
    ])
  })

  test('an engine that does not answer any more is restarted with its product', async () => {
    const reader = withContext('hangs')
    expect(await findOn('hangs', macWith(reader, desktop))).toEqual(['desktop-stuck', 'docker desktop restart'])
    expect(await findOn('hangs', macWith(reader, colima))).toEqual(['colima-stuck', 'colima restart'])
  })

  test('a full disk is made larger, and keeps what is on it', async () => {
    const full = (reader: Reader): Reader => ({ ...reader, reclaimableMegabytes: () => Promise.resolve(0) })
    const reader = full(withContext('answers'))
    expect(await findOn('no-space', macWith(reader, colima))).toEqual([
      'colima-disk',
      'colima stop && colima start --disk 120',
    ])
    expect(await findOn('no-space', macWith(reader, desktop))).toEqual(['desktop-disk', 'open -a Docker'])
  })

  test('a folder that Colima does not share is added to its mounts', async () => {
    const words = 'The folder is empty in the container, and full on your computer.'
    expect((await ask(words, macWith(withContext('answers'), colima))).cause?.id).toBe('not-in-colima')
  })

  test('a tool that does not read contexts gets the address of the current one', async () => {
    expect(await findOn('tool-ignores-context', withContext('answers'))).toEqual([
      'context-only',
      `export DOCKER_HOST="$(docker context inspect --format '{{.Endpoints.docker.Host}}')"`,
    ])
  })
})

describe('a program for another processor', () => {
  test('on an Intel server is from an image that an ARM computer built', async () => {
    const words = 'exec /usr/local/bin/app: exec format error'
    const cause = async (processor: string): Promise<string | undefined> =>
      (await ask(words, readerAt(await fakeEngine({ processor })))).cause?.id
    expect([await cause('amd64'), await cause('arm64')]).toEqual(['built-for-arm', 'other-processor'])
  })
})
