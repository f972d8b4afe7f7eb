import { randomUUID } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import type { Target } from '../../../../runner/contract/target.ts'
import { makeFolder, open, removeFolder, run } from '../conformance/under-test.ts'

/** Registers the test that a secret of the runner's environment is in no process that a step can see. */
export const keepsSecrets = (target: Target): void => {
  test('a secret of the runner is in no process that a step sees', async () => {
    const [secret, folder] = [randomUUID(), makeFolder()]
    vi.stubEnv('SECRET_OF_THE_RUNNER', secret)
    try {
      await using session = await open({ target, machine: 'ready' }, folder)
      const { stdout } = await run(session, `cat /proc/[0-9]*/environ | tr '\\0' '\\n'; set; export -p`)
      expect(stdout).toContain('PATH=')
      expect(stdout).not.toContain(secret)
      const seen = await run(session, `ls -d /proc/[0-9]* | wc -l; cat /proc/1/environ | tr '\\0' '\\n'`)
      expect(Number.parseInt(seen.stdout, 10)).toBeGreaterThan(3)
      expect(seen.stdout).toContain('PATH=')
    } finally {
      vi.unstubAllEnvs()
      removeFolder(folder)
    }
  })
}
