import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { RunnerError } from '../../errors.ts'
import { cloneReady } from '../../lab/ready.ts'
import { cacheDir } from '../../paths.ts'

/**
 * Puts a copy of the ready VM where `boot2docker init` would make one; it shares the directory that the person is in.
 * Does nothing when there is a VM already. RunnerError('busy') when a key is there without its VM: the key would not
 * open this one; RunnerError('blocked') when no VM has been prepared.
 */
export const placeReadyMachine = async (home = homedir(), shared = process.cwd()): Promise<void> => {
  const machine = join(home, '.boot2docker', 'machines', 'boot2docker-vm')
  if (existsSync(machine)) return
  const key = join(home, '.ssh', 'id_boot2docker')
  if (existsSync(key)) {
    throw new RunnerError('busy', `The key ${key} belongs to another VM, and would not open the ready one.`, {
      hint: `mv ${key} ${key}.old && mv ${key}.pub ${key}.pub.old`,
      state: 'Nothing was changed.',
    })
  }
  await cloneReady({ cache: cacheDir(), to: machine, code: shared })
}

// Two commands, because `eval "$(…)"` succeeds when the inner one fails: the client would then ask another engine.
const script = 'boot2docker up >&2 && variables=$(boot2docker shellinit) && eval "$variables" && exec "$@"'

/** The words that start the VM, set the client's variables, and become the command: in bash, in the lab's network. */
export const withReadyMachine = (command: readonly string[]): readonly string[] => [
  ...['bash', '-c', script, 'bash'],
  ...command,
]
