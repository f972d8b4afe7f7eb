/**
 * The programs that the computer needs, each with its reason: the table that set-up and the doctor use.
 *
 * @typedef {'machine' | 'image' | 'client' | 'own-client' | 'browser' | 'lab-tests' | 'comparison'} Use
 *   machine: to run the lab · image: to build its image and registry · client: the reader's own side ·
 *   own-client: the reader’s own Docker client · browser: to test the page ·
 *   lab-tests: readers’ shells, and another processor · comparison: to measure against
 * @typedef {object} Program
 * @property {readonly [string, ...string[]]} names  any one of them will do
 * @property {string} why
 * @property {Use} use
 * @property {readonly string[]} [ask]  arguments that print its version; without them it is only looked for
 * @property {number} [least]  the oldest major version that works
 * @property {readonly [string, ...string[]]} [debian]  packages of Debian and Ubuntu, the best one first
 * @property {string} [homebrew]
 * @property {readonly string[]} [services]  units that the Debian package would start
 * @property {readonly NodeJS.Platform[]} [on]  only needed there
 */

/** @type {readonly NodeJS.Platform[]} */
const linux = ['linux']

/**
 * The oldest QEMU that runs a guest reliably. Before 8 it crashes the guest: kernel 6.12 panics in `__kmalloc`
 * (cmpxchg16b) under 7.2's emulation as soon as dockerd starts.
 */
export const leastQemu = 8

/** @param {string} architecture as Node names it: `x64`, `arm64` */
const qemu = (architecture) =>
  architecture === 'arm64'
    ? { program: 'qemu-system-aarch64', debian: 'qemu-system-arm' }
    : { program: 'qemu-system-x86_64', debian: 'qemu-system-x86' }

/** @param {string} architecture */
const otherQemu = (architecture) => qemu(architecture === 'arm64' ? 'x64' : 'arm64')

/**
 * @param {string} [architecture]
 * @returns {readonly Program[]}
 */
export const programTable = (architecture = process.arch) => [
  {
    names: [qemu(architecture).program],
    why: 'runs the virtual machine',
    use: 'machine',
    ask: ['--version'],
    least: leastQemu,
    debian: [qemu(architecture).debian],
    homebrew: 'qemu',
  },
  {
    names: ['qemu-img'],
    why: 'makes the machine’s disks',
    use: 'machine',
    ask: ['--version'],
    least: leastQemu,
    debian: ['qemu-utils'],
    homebrew: 'qemu',
  },
  {
    names: ['mke2fs'],
    why: 'formats the data disk',
    use: 'machine',
    ask: ['-V'],
    debian: ['e2fsprogs'],
    homebrew: 'e2fsprogs',
  },
  { names: ['debugfs'], why: 'looks into the data disk', use: 'machine', debian: ['e2fsprogs'], homebrew: 'e2fsprogs' },
  { names: ['ssh'], why: 'talks to the machine', use: 'machine', ask: ['-V'], debian: ['openssh-client'] },
  { names: ['ssh-keygen'], why: 'makes the machine’s keys', use: 'machine', debian: ['openssh-client'] },
  { names: ['ip'], why: 'makes the host-only network', use: 'machine', ask: ['-V'], debian: ['iproute2'], on: linux },
  {
    names: ['unshare'],
    why: 'makes the namespace that stands for the Mac',
    use: 'machine',
    ask: ['--version'],
    debian: ['util-linux'],
    on: linux,
  },
  {
    names: ['nsenter'],
    why: 'enters the namespace that stands for the Mac',
    use: 'machine',
    ask: ['--version'],
    debian: ['util-linux'],
    on: linux,
  },
  {
    names: ['slirp4netns'],
    why: 'gives the namespace a way to the internet',
    use: 'machine',
    ask: ['--version'],
    debian: ['slirp4netns'],
    on: linux,
  },
  {
    names: ['docker'],
    why: 'is your own client, for your own engine',
    use: 'own-client',
    ask: ['--version'],
    debian: ['docker-cli', 'docker.io'],
    homebrew: 'docker',
    services: ['docker.service', 'docker.socket', 'containerd.service'],
  },
  {
    names: ['curl'],
    why: 'is typed in the guides',
    use: 'client',
    ask: ['--version'],
    debian: ['curl'],
    homebrew: 'curl',
  },
  {
    names: ['mmdebstrap'],
    why: 'installs Debian and nginx as stand-in images',
    use: 'image',
    ask: ['--version'],
    debian: ['mmdebstrap'],
    on: linux,
  },
  {
    names: ['newuidmap'],
    why: 'lets mmdebstrap install packages in a namespace',
    use: 'image',
    debian: ['uidmap'],
    on: linux,
  },
  {
    names: ['mksquashfs'],
    why: 'packs the image',
    use: 'image',
    ask: ['-version'],
    debian: ['squashfs-tools'],
    on: linux,
  },
  {
    names: ['xorriso'],
    why: 'makes the image’s disc',
    use: 'image',
    ask: ['-version'],
    debian: ['xorriso'],
    on: linux,
  },
  {
    names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    why: 'clicks through the page in tests',
    use: 'browser',
    ask: ['--version'],
    debian: ['chromium'],
  },
  {
    names: [otherQemu(architecture).program],
    why: 'boots an image for the other processor in tests',
    use: 'lab-tests',
    ask: ['--version'],
    least: leastQemu,
    debian: [otherQemu(architecture).debian],
    homebrew: 'qemu',
  },
  { names: ['zsh'], why: 'is a reader’s shell in tests', use: 'lab-tests', ask: ['--version'], debian: ['zsh'] },
  {
    names: ['fish'],
    why: 'is a reader’s shell in tests',
    use: 'lab-tests',
    ask: ['--version'],
    debian: ['fish'],
    homebrew: 'fish',
  },
  {
    names: ['cram', 'cram3'],
    why: 'is measured beside Shipshape',
    use: 'comparison',
    ask: ['--version'],
    debian: ['python3-cram'],
  },
]

/**
 * The part of the table that a job needs on this system.
 * @param {ReadonlySet<Use>} uses
 * @param {NodeJS.Platform} platform
 * @param {readonly Program[]} [table]
 */
export const neededPrograms = (uses, platform, table = programTable()) =>
  table.filter((program) => uses.has(program.use) && (program.on === undefined || program.on.includes(platform)))
