import { cpus } from 'node:os'
import { join } from 'node:path'

/** All settings by their names in the profile (the original's struct fields). */
export interface Settings {
  readonly Init: boolean
  readonly Verbose: boolean
  readonly Driver: string
  readonly Clobber: boolean
  readonly ForceUpgradeDownload: boolean
  readonly SSH: string
  readonly SSHGen: string
  readonly SSHKey: string
  readonly VM: string
  readonly Dir: string
  readonly ISOURL: string
  readonly ISOSHA256: string
  readonly ISO: string
  readonly DiskSize: number
  readonly Memory: number
  readonly CPUs: number
  readonly SSHPort: number
  readonly DockerPort: number
  readonly HostIP: string
  readonly DHCPIP: string
  readonly NetMask: string
  readonly LowerIP: string
  readonly UpperIP: string
  readonly DHCPEnabled: boolean
  readonly Serial: boolean
  readonly SerialFile: string
  readonly Waittime: number
  readonly Retries: number
  readonly Shares: readonly string[]
}
export type SettingName = keyof Settings
export type SettingValue = Settings[SettingName]

/** How a value is written: after a flag, and in the profile. */
export type SettingKind = 'text' | 'number' | 'yes-or-no' | 'address' | 'netmask' | 'list'

export interface Setting {
  readonly name: SettingName
  readonly kind: SettingKind
  readonly fallback: SettingValue
  /** undefined for settings that only the profile has. */
  readonly flag?: string
  readonly short?: string
  readonly help?: string
  /** Accepted for compatibility, without effect with QEMU. */
  readonly isIdle?: true
}

export interface Places {
  /** `$BOOT2DOCKER_DIR`, else `~/.boot2docker`. */
  readonly folder: string
  readonly home: string
}

const mostProcessors = 32

/** All settings with their defaults, in the order in which `boot2docker config` prints them. */
export const settingsIn = ({ folder, home }: Places): readonly Setting[] => [
  { name: 'Init', kind: 'yes-or-no', fallback: false },
  {
    name: 'Verbose',
    kind: 'yes-or-no',
    fallback: false,
    flag: 'verbose',
    short: 'v',
    help: 'display verbose command invocations.',
  },
  { name: 'Driver', kind: 'text', fallback: 'qemu', flag: 'driver', help: 'hypervisor driver.' },
  {
    name: 'Clobber',
    kind: 'yes-or-no',
    fallback: true,
    flag: 'clobber',
    help: 'overwrite Docker client binary on boot2docker upgrade.',
    isIdle: true,
  },
  {
    name: 'ForceUpgradeDownload',
    kind: 'yes-or-no',
    fallback: false,
    flag: 'force-upgrade-download',
    help: 'always download on boot2docker upgrade, never skip.',
    isIdle: true,
  },
  { name: 'SSH', kind: 'text', fallback: 'ssh', flag: 'ssh', help: 'path to SSH client utility.' },
  {
    name: 'SSHGen',
    kind: 'text',
    fallback: 'ssh-keygen',
    flag: 'ssh-keygen',
    help: 'path to ssh-keygen utility.',
    isIdle: true,
  },
  {
    name: 'SSHKey',
    kind: 'text',
    fallback: join(home, '.ssh', 'id_boot2docker'),
    flag: 'sshkey',
    help: 'path to SSH key to use.',
  },
  { name: 'VM', kind: 'text', fallback: 'boot2docker-vm', flag: 'vm', help: 'virtual machine name.' },
  { name: 'Dir', kind: 'text', fallback: folder },
  {
    name: 'ISOURL',
    kind: 'text',
    fallback: '',
    flag: 'iso-url',
    help: 'source URL to download the boot2docker ISO image from; empty: take the one that was built here.',
  },
  {
    name: 'ISOSHA256',
    kind: 'text',
    fallback: '',
    flag: 'iso-sha256',
    help: 'checksum that an image from --iso-url must have.',
  },
  {
    name: 'ISO',
    kind: 'text',
    fallback: join(folder, 'boot2docker.iso'),
    flag: 'iso',
    help: 'path to boot2docker ISO image.',
  },
  {
    name: 'DiskSize',
    kind: 'number',
    fallback: 20_000,
    flag: 'disksize',
    short: 's',
    help: 'boot2docker disk image size (in MB).',
  },
  {
    name: 'Memory',
    kind: 'number',
    fallback: 2048,
    flag: 'memory',
    short: 'm',
    help: 'virtual machine memory size (in MB).',
  },
  {
    name: 'CPUs',
    kind: 'number',
    fallback: Math.min(cpus().length, mostProcessors),
    flag: 'cpus',
    short: 'c',
    help: 'number of CPUs for boot2docker.',
  },
  {
    name: 'SSHPort',
    kind: 'number',
    fallback: 2022,
    flag: 'sshport',
    help: 'host SSH port (forward to port 22 in VM).',
  },
  {
    name: 'DockerPort',
    kind: 'number',
    fallback: 0,
    flag: 'dockerport',
    help: 'host Docker port (forward to port 2376 in VM); 0: none.',
  },
  { name: 'HostIP', kind: 'address', fallback: '192.168.59.3', flag: 'hostip', help: 'host-only network IP address.' },
  {
    name: 'DHCPIP',
    kind: 'address',
    fallback: '192.168.59.99',
    flag: 'dhcpip',
    help: 'host-only network DHCP server address.',
    isIdle: true,
  },
  { name: 'NetMask', kind: 'netmask', fallback: '255.255.255.0', flag: 'netmask', help: 'host-only network mask.' },
  {
    name: 'LowerIP',
    kind: 'address',
    fallback: '192.168.59.103',
    flag: 'lowerip',
    help: 'host-only network DHCP lower bound: the address of the VM.',
  },
  {
    name: 'UpperIP',
    kind: 'address',
    fallback: '192.168.59.254',
    flag: 'upperip',
    help: 'host-only network DHCP upper bound.',
    isIdle: true,
  },
  {
    name: 'DHCPEnabled',
    kind: 'yes-or-no',
    fallback: true,
    flag: 'dhcp',
    help: 'enable host-only network DHCP.',
    isIdle: true,
  },
  {
    name: 'Serial',
    kind: 'yes-or-no',
    fallback: false,
    flag: 'serial',
    help: 'try serial console to get IP address (experimental).',
    isIdle: true,
  },
  {
    name: 'SerialFile',
    kind: 'text',
    fallback: '',
    flag: 'serialfile',
    help: 'path to the serial socket/pipe.',
    isIdle: true,
  },
  {
    name: 'Waittime',
    kind: 'number',
    fallback: 300,
    flag: 'waittime',
    help: 'time in milliseconds between two dots of “up”.',
  },
  {
    name: 'Retries',
    kind: 'number',
    fallback: 75,
    flag: 'retries',
    help: 'number of retries while waiting for the VM.',
    isIdle: true,
  },
  {
    name: 'Shares',
    kind: 'list',
    fallback: [],
    flag: 'vbox-share',
    help: '(list of) directories to share during “up”, as DIR=NAME, or “disable”.',
  },
]

/** Flags of the original's VirtualBox driver; accepted, and without effect here. */
export const driverFlags: readonly { readonly flag: string; readonly fallback: string; readonly help: string }[] = [
  { flag: 'basevmdk', fallback: '', help: 'path to VMDK to use as base for persistent partition.' },
  { flag: 'vbm', fallback: 'VBoxManage', help: 'path to VirtualBox management utility.' },
]
