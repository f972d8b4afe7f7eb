import { describe, expect, test } from 'vitest'
import { missingVariables, shellLines } from '../../../runner/boot2docker/client.ts'

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

  const proxy = 'http://proxy:3128'
  const address = '192.168.59.103'
  test.each([
    [{ http_proxy: proxy }, { no_proxy: address }],
    [{ https_proxy: proxy }, { no_proxy: address }],
    [{ HTTPS_PROXY: proxy }, { NO_PROXY: address }],
    [{ all_proxy: proxy }, { no_proxy: address }],
    [{ ALL_PROXY: proxy }, { NO_PROXY: address }],
    [{ Https_Proxy: proxy }, { NO_PROXY: address }],
    [
      { HTTP_PROXY: proxy, https_proxy: proxy },
      { NO_PROXY: address, no_proxy: address },
    ],
    [{ HTTP_PROXY: proxy, NO_PROXY: 'localhost' }, { NO_PROXY: `localhost,${address}` }],
    [{ HTTPS_PROXY: proxy, no_proxy: 'localhost, .local' }, { no_proxy: `localhost,.local,${address}` }],
    [{ HTTPS_PROXY: proxy, NO_PROXY: address, no_proxy: 'localhost' }, { no_proxy: `localhost,${address}` }],
    [
      { HTTPS_PROXY: proxy, No_Proxy: 'localhost' },
      { No_Proxy: `localhost,${address}`, NO_PROXY: address },
    ],
    [{ http_proxy: proxy, no_proxy: address }, {}],
    [{ http_proxy: proxy, no_proxy: `localhost, ${address}` }, {}],
    [{ http_proxy: proxy, no_proxy: '*' }, {}],
    [{ http_proxy: '' }, {}],
    [{ no_proxy: 'localhost' }, {}],
  ])('includes the exception from a proxy: %j', (proxies, exceptions) => {
    expect(missingVariables(wanted, { ...wanted, ...proxies })).toEqual(exceptions)
  })
})
