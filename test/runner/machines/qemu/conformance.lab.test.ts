import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { beforeAll } from 'vitest'
import { openNamespace } from '../../../../runner/lab/network/index.ts'
import { cloneReady, obtainReady } from '../../../../runner/lab/ready.ts'
import { cacheDir } from '../../../../runner/paths.ts'
import { qemuIn } from '../../../fixtures/living.ts'
import { openRemote } from '../../../fixtures/remote-machine/index.ts'
import { machineConformance, type MachineUnderTest } from '../conformance.ts'

const cache = cacheDir()
const { signal } = new AbortController()

beforeAll(() => obtainReady({ cache, signal, progress: () => undefined }))

/** A copy of the VM that is ready, saved, in a namespace of its own. */
const makeQemu = async (): Promise<MachineUnderTest> => {
  const root = mkdtempSync(join(tmpdir(), 'shipshape-qemu-'))
  const [folder, shared] = [join(root, 'machine'), join(root, 'code')]
  await mkdir(shared)
  await cloneReady({ cache, to: folder, code: shared })
  const namespace = await openNamespace({ folder: join(root, 'namespace'), uplink: 'none' })
  const { close, ...remote } = openRemote(folder, namespace.prefix)
  return {
    ...remote,
    ...{ shared, memory: '/run', disk: '/var/lib/docker' },
    kill: async () => {
      process.kill(qemuIn(root), 'SIGKILL')
      while (isRunningIn(root)) await pause(20)
    },
    dispose: async () => {
      await close()
      await namespace.close()
      rmSync(root, { recursive: true, force: true, maxRetries: 10 })
    },
  }
}

const isRunningIn = (folder: string): boolean => {
  try {
    return qemuIn(folder) > 0
  } catch {
    // There is no such process.
    return false
  }
}

machineConformance('QEMU', makeQemu)
