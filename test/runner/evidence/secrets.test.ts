import { expect, test } from 'vitest'
import { secretsIn } from '../../../runner/evidence/secrets.ts'

test.each([
  [{ NPM_TOKEN: 'abcdefghij', MY_PASSWORD: 'password1' }, ['abcdefghij', 'password1']],
  [
    { AWS_ACCESS_KEY_ID: 'AKIA1234567', GITHUB_PAT: 'ghp_123456', NPM_AUTH: 'a:bcdefgh' },
    ['AKIA1234567', 'ghp_123456', 'a:bcdefgh'],
  ],
  [{ HTTPS_PROXY: 'http://me:summer%2Btwo2@proxy:3128' }, ['summer%2Btwo2', 'summer+two2']],
  [{ DATABASE_URL: 'postgres://me:100%wrong@db/x' }, ['100%wrong']],
  [{ HOME: '/home/somebody', SSH_AUTH_SOCK: '/tmp/ssh-1/agent.1', PATH: '/usr/bin', MONKEY: 'a long word' }, []],
  [{ A_SECRET: 'yes', EMPTY_TOKEN: '', NO_TOKEN: undefined, URL: 'https://host:8080/some@where' }, []],
] as const)('the secrets of %j are known', (environment, secrets) => {
  expect(secretsIn(environment)).toEqual(secrets.map((text) => ({ text, as: '‹a secret›' })))
})
