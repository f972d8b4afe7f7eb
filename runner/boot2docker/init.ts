import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { quote } from '../quote.ts'
import { type Command, type Context, explain, findMachine, withErrorPrefix, machineFolder } from './context.ts'
import { download } from './download.ts'
import { CommandError } from './command-error.ts'
import { needFolders } from './shares.ts'
import { specOf } from './spec.ts'

/** `boot2docker init`: makes the ISO, the reader's ssh key and the VM. */
export const init: Command = async (context) => {
  const { config, out, signal } = context
  if ((await findMachine(config)) !== undefined) {
    out(`Virtual machine ${config.VM} already exists\n`)
    return 0
  }
  const spec = specOf(config)
  await needFolders(spec.shares)
  if (!(await isThere(config.ISO))) await download(context)
  const key = await readerKey(context)
  await withErrorPrefix(`Failed to initialize machine "${config.VM}"`, async () => {
    const [{ createMachine }, { architecture, bootImageOf }] = await Promise.all([
      import('../machines/qemu/index.ts'),
      import('./image.ts'),
    ])
    const image = await bootImageOf(config, ({ text }) => explain(context, text), signal)
    if (image === undefined)
      throw new CommandError(`Failed to open ISO image "${config.ISO}"`, { hint: 'boot2docker download' })
    await createMachine(machineFolder(config), {
      spec,
      image,
      architecture,
      authorizedKeys: [key],
      throwAway: false,
      signal,
    })
  })
  out(`Initialization of virtual machine "${config.VM}" complete.\nUse \`boot2docker up\` to start it.\n`)
  return 0
}

/** The public half of the reader's ssh key, which is generated when it is missing. */
const readerKey = async ({ config }: Context): Promise<string> => {
  const isMade = await isThere(config.SSHKey)
  if (!isMade) {
    const { makeSshKey } = await import('../machines/ssh-key.ts')
    const key = makeSshKey('boot2docker')
    await mkdir(dirname(config.SSHKey), { recursive: true, mode: 0o700 })
    await writeFile(config.SSHKey, key.privateKey, { mode: 0o600 })
    await writeFile(`${config.SSHKey}.pub`, `${key.publicKey}\n`)
  }
  const line = await readFile(`${config.SSHKey}.pub`, 'utf8').catch((cause: unknown) => {
    throw new CommandError(`Something wrong with SSH Key file "${config.SSHKey}": there is no ${config.SSHKey}.pub`, {
      hint: `ssh-keygen -y -f ${quote(config.SSHKey)} > ${quote(`${config.SSHKey}.pub`)}`,
      cause,
    })
  })
  return line.trim()
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )
