import { join } from 'node:path'

/** The files of a VM. The folder holds all of its state; any process can open it. */
export interface MachineFiles {
  readonly folder: string
  /** Its configuration and its last state: see record.ts. */
  readonly record: string
  /** Relative to the folder, in which QEMU runs: a socket's path may not be longer than 107 bytes. */
  readonly disk: string
  /** The memory of a saved machine, when it is not in a snapshot inside the disk. */
  readonly memory: string
  /** The bitmap of its pages, when it is mapped: see memory-file.ts. */
  readonly memoryPages: string
  /** Of a template: the RAM that is mapped, and the state of everything else. */
  readonly ram: string
  readonly state: string
  readonly socket: string
  /** The socket of the guest's console. */
  readonly console: string
  readonly processId: string
  readonly serialLog: string
  readonly qemuLog: string
  /** Certificate authority, server and client certificates. The authority's key never leaves the host. */
  readonly tls: string
  /** The runner's key for the guest (`docker` and `root`), separate from the reader's. */
  readonly identity: string
  /** The guest's host key in the line format of OpenSSH's known_hosts, so that it is pinned. */
  readonly knownHosts: string
}

export const machineFiles = (folder: string): MachineFiles => ({
  folder,
  record: join(folder, 'machine.json'),
  disk: join(folder, 'disk.qcow2'),
  memory: join(folder, 'memory.bin'),
  memoryPages: join(folder, 'memory.pages'),
  ram: join(folder, 'ram.img'),
  state: join(folder, 'state.bin'),
  socket: join(folder, 'qmp.sock'),
  console: join(folder, 'console.sock'),
  processId: join(folder, 'qemu.pid'),
  serialLog: join(folder, 'serial.log'),
  qemuLog: join(folder, 'qemu.log'),
  tls: join(folder, 'tls'),
  identity: join(folder, 'id_ed25519'),
  knownHosts: join(folder, 'known_hosts'),
})
