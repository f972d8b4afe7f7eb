import { expect, test } from 'vitest'
import { addressIn } from '../../../../runner/checks/look/address.ts'

const pair = { ca: 'ca', cert: 'cert', key: 'key' }

test.for([
  ['unix:///var/run/docker.sock', '/var/run/docker.sock'],
  ['unix:///Users/me/my docker/%41.sock', '/Users/me/my docker/%41.sock'],
  ['unix://', '/var/run/docker.sock'],
  ['unix://here.sock', 'here.sock'],
] as const)('%s is a socket', ([endpoint, path]) => {
  expect(addressIn(endpoint, undefined)).toEqual({ kind: 'socket', path })
  expect(addressIn(endpoint, pair)).toEqual({ kind: 'socket', path })
})

test.for([
  ['tcp://192.168.59.103:2376', '192.168.59.103', 2376],
  ['tcp://build.example', 'build.example', 2375],
  ['tcp://build.example/', 'build.example', 2375],
  ['tcp://:2375', 'localhost', 2375],
  ['tcp://', 'localhost', 2375],
  ['build.example:4243', 'build.example', 4243],
  ['http://build.example:80', 'build.example', 80],
  ['http://build.example', 'build.example', 80],
  ['tcp://[::1]', '::1', 2375],
  ['tcp://[fe80::1]:4243', 'fe80::1', 4243],
] as const)('%s is spoken to without TLS', ([endpoint, host, port]) => {
  expect(addressIn(endpoint, undefined)).toEqual({ kind: 'tcp', host, port, tls: undefined })
})

test.for([
  ['tcp://build.example:2376', 'build.example', 2376],
  ['tcp://build.example', 'build.example', 2375],
  ['tcp://[::1]', '::1', 2375],
  ['https://build.example', 'build.example', 443],
  ['https://build.example:2376', 'build.example', 2376],
] as const)('%s is spoken to by TLS when there are certificates', ([endpoint, host, port]) => {
  expect(addressIn(endpoint, pair)).toEqual({ kind: 'tcp', host, port, tls: pair })
})

test.for([
  ['ssh://me@build.example', { host: 'build.example', user: 'me' }],
  ['ssh://build', { host: 'build' }],
  ['ssh://me@[::1]:2222/', { host: '::1', user: 'me', port: 2222 }],
  ['ssh://build.example/run/engine.sock', { host: 'build.example', socket: '/run/engine.sock' }],
] as const)('%s is reached by ssh', ([endpoint, parts]) => {
  expect(addressIn(endpoint, pair)).toEqual({ kind: 'ssh', ...parts })
})

test.for([
  ['ssh://me:secret@build.example', 'not-understood'],
  ['ssh://', 'not-understood'],
  ['ssh://-oProxyCommand=x', 'not-understood'],
  ['https://build.example', 'no-certificates'],
  ['npipe:////./pipe/docker_engine', 'not-understood'],
  ['tcp://build.example:99999', 'not-understood'],
  ['tcp://::1', 'not-understood'],
  ['tcp://build.example:port', 'not-understood'],
] as const)('%s is not reached: %s', ([endpoint, why]) => {
  expect(addressIn(endpoint, undefined)).toEqual({ kind: 'none', why })
})
