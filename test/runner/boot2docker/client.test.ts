import { describe, expect, test } from 'vitest'
import { askingShell, missingVariables, shellLines } from '../../../runner/boot2docker/client.ts'

const wanted = {
  DOCKER_HOST: 'tcp://192.168.59.103:2376',
  DOCKER_CERT_PATH: '/home/reader/.boot2docker/certs/boot2docker-vm',
  DOCKER_TLS_VERIFY: '1',
}

describe('the lines for a shell', () => {
  test('are exports in an order that does not change', () => {
    expect(shellLines(wanted, 'posix')).toBe(
      '    export DOCKER_HOST=tcp://192.168.59.103:2376\n    export DOCKER_CERT_PATH=/home/reader/.boot2docker/certs/boot2docker-vm\n    export DOCKER_TLS_VERIFY=1\n',
    )
  })

  test('are set -x for fish', () => {
    expect(shellLines(wanted, 'fish').split('\n')[0]).toBe('    set -x DOCKER_HOST tcp://192.168.59.103:2376;')
  })

  test('keep a path with a blank or a quote together', () => {
    expect(shellLines({ A: "/home/o'hara/my dir" }, 'posix')).toBe("    export A='/home/o'\\''hara/my dir'\n")
  })
})

describe('what is still to be set', () => {
  test('is nothing when all is set', () => {
    expect(missingVariables(wanted, wanted)).toEqual({})
  })

  test('is all when one differs', () => {
    expect(missingVariables(wanted, { ...wanted, DOCKER_TLS_VERIFY: '' })).toEqual(wanted)
  })

  test.each([
    [{ http_proxy: 'http://proxy:3128' }, { no_proxy: '192.168.59.103' }],
    [{ HTTP_PROXY: 'http://proxy:3128', NO_PROXY: 'localhost' }, { NO_PROXY: 'localhost,192.168.59.103' }],
    [{ http_proxy: 'http://proxy:3128', no_proxy: '192.168.59.103' }, {}],
    [{ http_proxy: '' }, {}],
  ])('includes the exception from a proxy: %j', (proxies, exceptions) => {
    expect(missingVariables(wanted, { ...wanted, ...proxies })).toEqual(exceptions)
  })
})

describe('the asking shell', () => {
  test.each([
    [{ SHELL: '/usr/bin/fish' }, undefined, 'fish'],
    [{ SHELL: '/bin/zsh' }, undefined, 'posix'],
    [{}, undefined, 'posix'],
    [{ SHELL: '/usr/bin/fish' }, 'bash', 'posix'],
    [{ SHELL: '/bin/bash' }, 'fish', 'fish'],
    [{ SHELL: '/usr/bin/fish' }, 'node', 'fish'],
  ] as const)('with %j and the parent %s is %s', (env, parent, shell) => {
    expect(askingShell(env, parent ?? '')).toBe(shell)
  })
})
