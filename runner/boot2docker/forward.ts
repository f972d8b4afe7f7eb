import type { Forward } from '../machines/machine.ts'
import { type Command, withErrorPrefix, needMachine } from './context.ts'
import { CommandError } from './command-error.ts'

const example = 'boot2docker forward add "web,tcp,127.0.0.1,8800,,8800"'

/** `boot2docker forward`: what `VBoxManage controlvm VM natpf1` and `modifyvm --natpf1` did, with their rule syntax. */
export const forward: Command = async ({ config, args, out }) => {
  const [verb = 'list', word, ...more] = args
  const machine = await needMachine(config)
  if (more.length > 0) throw new CommandError(`too many arguments: ${more.join(' ')}`, { hint: example })
  switch (verb) {
    case 'list':
      for (const rule of await machine.forwards()) out(`${printRule(rule)}\n`)
      return 0
    case 'add':
      await withErrorPrefix(`Failed to forward for machine "${config.VM}"`, () =>
        machine.addForward(parseRule(word ?? '')),
      )
      return 0
    case 'remove':
    case 'delete':
      await withErrorPrefix(`Failed to remove a forward of machine "${config.VM}"`, () =>
        machine.removeForward(word ?? ''),
      )
      return 0
    default:
      throw new CommandError(`Unknown command: forward ${verb}`, { hint: example })
  }
}

const printRule = ({ name, protocol, hostAddress, hostPort, guestPort }: Forward): string =>
  `${name},${protocol},${hostAddress},${hostPort},,${guestPort}`

/** `NAME,tcp,127.0.0.1,HOSTPORT,,GUESTPORT`; only loopback addresses are accepted. */
export const parseRule = (word: string): Forward => {
  const [name = '', protocol = '', hostAddress = '', hostPort = '', guestAddress = '', guestPort = '', ...more] =
    word.split(',')
  const isRule =
    /^[\w.-]{1,64}$/.test(name) && isPort(hostPort) && isPort(guestPort) && guestAddress === '' && more.length === 0
  if (!isRule || (protocol !== 'tcp' && protocol !== 'udp')) {
    throw new CommandError(`Invalid NAT rule "${word}"`, { hint: example })
  }
  if (!/^(127\.\d+\.\d+\.\d+)?$/.test(hostAddress)) {
    throw new CommandError(`Invalid NAT rule "${word}": the port would be open to other computers`, { hint: example })
  }
  return {
    name,
    protocol,
    hostAddress: hostAddress === '' ? '127.0.0.1' : hostAddress,
    hostPort: Number(hostPort),
    guestPort: Number(guestPort),
  }
}

const isPort = (word: string): boolean => /^\d{1,5}$/.test(word) && Number(word) >= 1 && Number(word) <= 65_535
