import { hostInterface } from './host-network.ts'
import type { Forward } from '../machine.ts'
import type { Accelerator, Architecture, MachineRecord } from './record.ts'

interface Board {
  readonly program: string
  readonly machine: string
  readonly console: string
  /** QEMU's own name for the RAM: under another, what was saved with one kind of RAM could not be read with another. */
  readonly ram: string
}

/**
 * Where the guest comes from. `boot`: its RAM may be kept in a file as it runs. `snapshot`: inside the disk. `state`:
 * QMP says from which file. `template`: the same, and the RAM is mapped from a file: read when touched, never written.
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

/** QEMU's own name for the RAM of a board. */
export const ramName = (architecture: Architecture): string => boards[architecture].ram

export const qemuProgram = (architecture: Architecture): string => boards[architecture].program

/** The name under which QEMU knows the disk that holds the snapshots. */
export const diskNode = 'data'

interface EmulatedProcessor {
  readonly cpu: string
  /** For the guest's kernel. */
  readonly parameters: readonly string[]
}

/**
 * x86: QEMU emulates string instructions (“rep movsb”) byte by byte, so a kernel that prefers plain moves copies and
 * clears memory faster; images are unpacked in two thirds of the time. ARM: pointer authentication by its own algorithm
 * costs most of a boot (QEMU's docs/system/arm/cpu-features).
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

/** Doubled commas stand for one in QEMU's options. */
const value = (text: string): string => text.replaceAll(',', ',,')

const block = (options: object): readonly string[] => ['-blockdev', JSON.stringify(options)]

/**
 * A machine's command line; it is run in the machine's own folder. Two disks (read-only root, data) and two network
 * cards as VirtualBox gave boot2docker: first NAT with its forwards, then host-only.
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
    // Without romfile= the card's own boot program (iPXE) would be loaded.
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

/** The tiny guest that proves an accelerator: it says `shipshape: guest runs` on its console and powers off. */
export const probeArguments = (
  image: MachineRecord['image'],
  architecture: Architecture,
  accelerator: Accelerator,
): readonly string[] => [
  ...bare(architecture, accelerator),
  ...['-m', '256', '-no-reboot', '-kernel', image.kernel, '-initrd', image.initrd],
  ...['-append', `console=${boards[architecture].console} quiet shipshape.probe`, '-serial', 'stdio'],
]
