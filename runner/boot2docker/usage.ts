import { driverFlags, type Setting, type SettingValue } from './settings.ts'

export const usageShort =
  'Usage: boot2docker [<options>] {help|init|up|ssh|save|down|poweroff|reset|restart|config|status|info|ip|' +
  'shellinit|delete|download|upgrade|version|forward} [<args>]\n'

const commands = `Usage: boot2docker [<options>] <command> [<args>]

Boot2Docker management utility.

Commands:
   init                Create a new Boot2Docker VM.
   up|start|boot       Start VM from any states (also: resume).
   ssh [ssh-command]   Login to VM via SSH.
   save|suspend        Suspend VM and save state to disk.
   down|stop|halt      Gracefully shutdown the VM.
   restart             Gracefully reboot the VM.
   poweroff            Forcefully power off the VM (may corrupt disk image).
   reset               Forcefully power cycle the VM (may corrupt disk image).
   delete|destroy      Delete Boot2Docker VM and its disk image.
   config|cfg          Show selected profile file settings.
   info                Display detailed information of VM.
   ip                  Display the IP address of the VM's Host-only network.
   shellinit           Display the shell commands to set up the Docker client.
   status              Display current state of VM.
   download            Download Boot2Docker ISO image.
   upgrade             Upgrade the Boot2Docker ISO image (restart if running).
   version             Display version information.
   forward list | add "NAME,tcp,127.0.0.1,PORT,,VMPORT" | remove NAME
                       Lead a port of this computer into the VM, also while it runs. Not in the
                       original: there it was “VBoxManage controlvm boot2docker-vm natpf1 …”.

`

const differences = `
This is boot2docker remade by Shipshape, on QEMU. Differences from boot2docker-cli v1.8:
   --vm       a name that is no component of a path is refused, with exit code 64.
   up         exits with 1 when the Docker daemon does not answer; the original exited with 0.
   up         also applies --memory, --cpus, --sshport and --dockerport, to a VM that is off.
   ip         exits with 1 when there is no address; the original exited with 0.
   ssh        exits with the code of the command in the VM; the original with 1. The VM's host key is checked.
   poweroff   also discards a saved state.
   reset      waits until the VM is up again.
   init, up   do not ask the network for a notice of deprecation.
`

/** The defaults, sorted by name as pflag prints them, which the original used. */
export const usageLong = (known: readonly Setting[]): string => {
  const own = known.flatMap(({ flag, short, kind, fallback, help, isIdle }) =>
    flag === undefined
      ? []
      : [
          {
            flag,
            short,
            fallback: show(kind, fallback),
            help: `${help ?? ''}${isIdle === true ? ' (no effect with QEMU)' : ''}`,
          },
        ],
  )
  const driver = driverFlags.map(({ flag, fallback, help }) => ({
    flag,
    short: undefined,
    fallback: `"${fallback}"`,
    help: `${help} (no effect with QEMU)`,
  }))
  const lines = [...own, ...driver]
    .sort((one, other) => (one.flag < other.flag ? -1 : 1))
    .map(
      ({ flag, short, fallback, help }) =>
        `  ${short === undefined ? '    ' : `-${short}, `}--${flag}=${fallback}: ${help}\n`,
    )
  return `${commands}Options:\n${lines.join('')}${differences}`
}

const show = (kind: Setting['kind'], value: SettingValue): string => {
  if (kind === 'text') return `"${String(value)}"`
  if (typeof value === 'object') return `[${value.join(' ')}]`
  return String(value)
}
