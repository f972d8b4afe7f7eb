import { expect, test } from 'vitest'
import { recognise, recogniseAll, symptoms } from '../../../playbooks/troubleshooting.ts'

const socket =
  'Cannot connect to the Docker daemon at unix:///Users/me/.docker/run/docker.sock. Is the docker daemon running?'

test.each([
  ['as the client of a Mac prints it', socket],
  ['after a command and its prompt', `me@mac ~ % docker ps\n${socket}\nme@mac ~ %`],
  ['in colour', `\u001b[31mERROR\u001b[0m: \u001b]8;;https://x\u0007${socket}\u001b]8;;\u0007`],
  ['wrapped between words', socket.replace('at unix', 'at\nunix').replaceAll(' daemon', '\n  daemon')],
  ['wrapped inside a word', socket.replace('Docker dae', 'Docker dae\r\n')],
  ['quoted in a mail', `> Cannot connect to the\n> Docker daemon at unix:///x.`],
  ['in the frame of a terminal program', '│ Cannot connect to the Docker\n│ daemon at unix:///x'],
  ['with the quotation marks and spaces of a chat', socket.replaceAll(' ', '\u00a0').replace('Is', '“Is”')],
])('an error is recognised %s', (_, pasted) => {
  expect(recognise(pasted, symptoms)?.symptom.id).toBe('cannot-connect')
})

test.each([
  [
    'error getting credentials - err: exit status 1, out: `The user name or passphrase is wrong`',
    'no-credential-helper',
  ],
  ['exec: "docker-credential-wincred.exe": executable file not found in %PATH%', 'no-credential-helper'],
  ['ERROR: failed to solve: unexpected status code 429 Too Many Requests - Server message', 'too-many-requests'],
  ['Get https://auth.docker.io/token?service=x: net/http: TLS handshake timeout', 'registry-timeout'],
  ['Mounts denied: \nThe path /opt/x\nis not shared from the host and is not known to Docker.', 'mounts-denied'],
  ["wget: bad address 'wiki.corp.example'", 'container-vpn'],
  ['ping: git.corp.example: Temporary failure in name resolution', 'container-vpn'],
  ['E: Failed to fetch http://deb.debian.org/x  Could not connect to deb.debian.org:80', 'container-proxy'],
  ['npm error network If you are behind a proxy, please make sure', 'container-proxy'],
  ['ERROR o.t.d.DockerClientProviderStrategy -- Could not find a valid Docker environment.', 'tool-ignores-context'],
  ['Error: connect ENOENT /var/run/docker.sock', 'tool-ignores-context'],
])('“%s” is %s', (pasted, id) => {
  expect(recognise(pasted, symptoms)?.symptom.id).toBe(id)
})

test('what stands in the error is found in a wrapped one too', () => {
  const pasted = 'Bind for 0.0.0.0:8800\nfailed: port is already allocated'
  expect(recognise(pasted, symptoms)).toMatchObject({
    symptom: { id: 'port-allocated' },
    found: new Map([['error.port', '8800']]),
  })
})

test('an error that shows two symptoms has both, in the order of the list', () => {
  const pasted = `write /var/lib/docker/x: no space left on device\n${socket}`
  expect(recogniseAll(pasted, symptoms).map(({ symptom }) => symptom.id)).toEqual(['cannot-connect', 'no-space'])
})

test('of a text of two megabytes the beginning is read, and nothing is found in it', () => {
  expect(recogniseAll('docker permission denie '.repeat(100_000), symptoms)).toEqual([])
})
