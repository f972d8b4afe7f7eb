import { hostInterface } from './host-network.ts'
import type { Forward } from '../machine.ts'
import type { Accelerator, Architecture, MachineRecord } from './record.ts'

interface Board {
  readonly program: string
  readonly machine: string
  readonly console: string
  /** QEMU's default name for the RAM, so that a state can be restored with another memory backend. */
  readonly ram: string
}

/**
 * How the guest starts. `boot`: its RAM may be in a file. `snapshot`: inside the disk. `state`:
 * from a file that is given by QMP. `template`: the same, with the RAM mapped from a file, which is never written.
 */
export type Origin =
  | { readonly from: 'boot'; readonly ram?: string }
  | { readonly from: 'snapshot'; readonly name: string }
  | { readonly from: 'state' }
  | { readonly from: 'template'; readonly ram: string; readonly offset?: number }

const boards: Readonly<Record<Architecture, Board>> = {
  amd64: { program: 'qemu-system-x86_64', machine: 'pc', console: 'ttyS0', ram: 'pc.ram' },
  arm64: { program: 'qemu-system-aarch64', machine: 'virt', console: 'ttyAMA0', ram: 'mach-virt.ram' },
}

/** QEMU's default name for the RAM of a board. */
export const ramName = (architecture: Architecture): string => boards[architecture].ram

export const qemuProgram = (architecture: Architecture): string => boards[architecture].program

/** QEMU's node name of the disk that holds the snapshots. */
export const diskNode = 'data'

interface EmulatedProcessor {
  readonly cpu: string
  /** Parameters of the guest's kernel. */
  readonly parameters: readonly string[]
}

/**
 * x86: QEMU emulates string instructions (“rep movsb”) byte by byte, so a kernel that uses plain moves copies and
 * clears memory faster; images are unpacked in two thirds of the time. ARM: pointer authentication by its default
 * algorithm takes most of the boot time (QEMU's docs/system/arm/cpu-features).
 */
const emulated: Readonly<Record<Architecture, EmulatedProcessor>> = {
  amd64: { cpu: 'max,-erms,-fsrm', parameters: ['clearcpuid=rep_good'] },
  arm64: { cpu: 'max,pauth-impdef=on', parameters: [] },
}

const processors = (architecture: Architecture, accelerator: Accelerator): readonly string[] =>
  accelerator === 'tcg'
    ? ['-accel', 'tcg,thread=multi,tb-size=256', '-cpu', emulated[architecture].cpu]
    : ['-accel', accelerator, '-cpu', 'host']

const bare = (architecture: Architecture, accelerator: Accelerator): readonly string[] => [
  ...['-nodefaults', '-no-user-config', '-display', 'none', '-M', boards[architecture].machine],
  ...processors(architecture, accelerator),
]

/** `tcp:127.0.0.1:8800-:80`, as QEMU writes a forward. */
export const forwardRule = (forward: Forward): string =>
  `${forward.protocol}:${forward.hostAddress}:${forward.hostPort}-:${forward.guestPort}`

/** Escapes commas in QEMU's options by doubling them. */
const value = (text: string): string => text.replaceAll(',', ',,')

const block = (options: object): readonly string[] => ['-blockdev', JSON.stringify(options)]

/**
 * A VM's command line, to be run in the VM's folder. Two disks (read-only root, data) and two network
 * cards, as boot2docker had in VirtualBox: first NAT with its forwards, then host-only.
 */
export const machineArguments = (
  record: MachineRecord,
  accelerator: Accelerator,
  network: 'tap' | 'none',
  origin: Origin,
): readonly string[] => {
  const { spec, image, uuid, architecture } = record
  const nat = ['user', 'id=nat', ...spec.forwards.map((forward) => `hostfwd=${forwardRule(forward)}`)]
  const hostOnly =
    network === 'tap'
      ? `tap,id=hostonly,ifname=${hostInterface},script=no,downscript=no`
      : 'user,id=hostonly,restrict=on'
  const disk = { driver: 'file', filename: 'disk.qcow2', discard: 'unmap' }
  return [
    ...bare(architecture, accelerator),
    ...['-name', value(spec.name), '-uuid', uuid, '-smp', `${spec.cpus}`, '-m', `${spec.memoryMegabytes}`],
    ...['-kernel', image.kernel, '-initrd', image.initrd],
    ...['-append', kernelParameters(record, accelerator).join(' ')],
    ...block({ driver: 'raw', 'node-name': 'root', 'read-only': true, file: { driver: 'file', filename: image.root } }),
    ...['-device', 'virtio-blk-pci,drive=root,serial=root'],
    ...block({
      driver: 'qcow2',
      'node-name': diskNode,
      discard: 'unmap',
      file: disk,
      cache: { 'no-flush': record.throwAway },
    }),
    ...['-device', `virtio-blk-pci,drive=${diskNode},serial=data`],
    // Without romfile= the card's boot ROM (iPXE) would be loaded.
    ...['-netdev', nat.join(','), '-device', 'virtio-net-pci,netdev=nat,romfile=,mac=08:00:27:00:00:01'],
    ...['-netdev', hostOnly, '-device', 'virtio-net-pci,netdev=hostonly,romfile=,mac=08:00:27:00:00:02'],
    ...spec.shares.flatMap((share, index) => [
      ...['-fsdev', `local,id=share${index},path=${value(share.path)},security_model=none,multidevs=remap`],
      ...['-device', `virtio-9p-pci,fsdev=share${index},mount_tag=${value(share.name)}`],
    ]),
    ...[
      '-chardev',
      'socket,id=console,path=console.sock,server=on,wait=off,logfile=serial.log',
      '-serial',
      'chardev:console',
    ],
    ...['-qmp', 'unix:qmp.sock,server=on,wait=off', '-pidfile', 'qemu.pid'],
    ...originArguments(origin, architecture, spec.memoryMegabytes),
  ]
}

const kernelParameters = (
  { spec, image, architecture }: MachineRecord,
  accelerator: Accelerator,
): readonly string[] => [
  `console=${boards[architecture].console}`,
  ...image.parameters,
  ...(accelerator === 'tcg' ? emulated[architecture].parameters : []),
  `boot2docker.hostonly=${spec.hostOnly.guest}/${spec.hostOnly.prefix}`,
]

const originArguments = (origin: Origin, architecture: Architecture, megabytes: number): readonly string[] => {
  switch (origin.from) {
    case 'boot':
      return origin.ram === undefined ? [] : ramFile(architecture, megabytes, origin.ram, 'share=on')
    case 'snapshot':
      return ['-loadvm', origin.name]
    case 'state':
      return ['-incoming', 'defer']
    case 'template':
      return [
        ...ramFile(
          architecture,
          megabytes,
          origin.ram,
          `share=off,readonly=on,rom=off${origin.offset === undefined ? '' : `,offset=${origin.offset}`}`,
        ),
        '-incoming',
        'defer',
      ]
  }
}

const ramFile = (architecture: Architecture, megabytes: number, path: string, how: string): readonly string[] => {
  const { ram } = boards[architecture]
  const file = ['memory-backend-file', `id=${ram}`, `size=${megabytes}M`, `mem-path=${value(path)}`, how]
  return [
    '-machine',
    `memory-backend=${ram}`,
    '-object',
    [...file, 'x-use-canonical-path-for-ramblock-id=off'].join(','),
  ]
}

/** The tiny guest that tests an accelerator: it prints `shipshape: guest runs` on its console and powers off. */
export const probeArguments = (
  image: MachineRecord['image'],
  architecture: Architecture,
  accelerator: Accelerator,
): readonly string[] => [
  ...bare(architecture, accelerator),
  ...['-m', '256', '-no-reboot', '-kernel', image.kernel, '-initrd', image.initrd],
  ...['-append', `console=${boards[architecture].console} quiet shipshape.probe`, '-serial', 'stdio'],
]
