import type { Architecture } from '../architecture.ts'
import { architectureFacts } from '../architecture.ts'
import type { PartPackages } from '../../../packages/renew.ts'

/** Debian 13. */
export const suite = 'trixie'

/** The day of its release; the date of the image's own files. */
export const sourceDateEpoch = Date.UTC(2025, 7, 9) / 1000

/** Newer than Debian 13's: they need nothing newer of it. The kernel and everything else are Debian 13's. */
const engine: readonly string[] = ['docker.io', 'docker-cli', 'containerd', 'runc', 'tini-static']

/** The packages of the image, without dependencies; most of their files are not copied into the root. */
export const imagePackages = (architecture: Architecture): PartPackages => ({
  part: imagePart(architecture),
  architecture,
  names: [
    ...[architectureFacts(architecture).kernelPackage, ...engine, 'iptables', 'busybox-static'],
    ...['dropbear-bin', 'libpam-modules', 'qemu-user-static', 'sudo', 'ca-certificates'],
  ],
  fromTesting: engine,
  // busybox and the guest's scripts replace these.
  without: [
    ...['adduser', 'base-passwd', 'coreutils', 'cpio', 'debconf', 'dpkg', 'gcc-14-base', 'init-system-helpers'],
    ...['initramfs-tools', 'kmod', 'libpam-modules-bin', 'linux-base', 'mount', 'openssl', 'openssl-provider-legacy'],
    ...['passwd', 'systemd', 'systemd-standalone-sysusers', 'sysvinit-utils', 'udev'],
  ],
})

/** The image's part of the lock. */
export const imagePart = (architecture: Architecture): string => `image/${architecture}`

/** Programs of the root; the libraries that they name are added. */
export const programs = (architecture: Architecture): readonly string[] => [
  ...[
    'usr/bin/busybox',
    'usr/bin/containerd',
    'usr/bin/containerd-shim-runc-v2',
    'usr/bin/docker',
    'usr/bin/tini-static',
  ],
  ...[
    'usr/bin/dropbearconvert',
    'usr/bin/sudo',
    'usr/libexec/sudo/sudoers.so',
    'usr/sbin/docker-proxy',
    'usr/sbin/dockerd',
  ],
  ...['usr/sbin/dropbear', 'usr/sbin/runc', 'usr/sbin/xtables-legacy-multi', 'usr/sbin/xtables-nft-multi'],
  ...architectureFacts(architecture).emulators.map((name) => `usr/bin/qemu-${name}-static`),
]

/** Libraries that those load at run time, below Debian's library folder, and further library folders. */
export const plugins: readonly string[] = ['security/pam_permit.so']
export const otherLibraries: readonly string[] = ['usr/libexec/sudo']

/** Programs with several names. */
export const otherNames: Readonly<Record<string, readonly string[]>> = {
  'xtables-nft-multi': [
    'iptables',
    'iptables-save',
    'iptables-restore',
    'ip6tables',
    'ip6tables-save',
    'ip6tables-restore',
  ],
  'xtables-legacy-multi': ['iptables-legacy', 'iptables-legacy-save', 'iptables-legacy-restore'],
  '../bin/busybox': ['init', 'modprobe'],
  // dockerd looks for it by this name (“docker run --init”).
  '../bin/tini-static': ['docker-init'],
}

/** Kernel modules that the initramfs loads, in this order, with dependencies. ext4 looks up crc32c by name. */
export const earlyModules: readonly string[] = ['virtio_blk', 'crc32c_generic', 'squashfs', 'overlay', 'ext4']

/** All other modules of the root, loaded on demand. */
export const modules: readonly string[] = [
  ...['virtio_net', 'virtio_rng', 'virtio_balloon', 'evdev', 'button', 'binfmt_misc'],
  ...['9p', '9pnet_virtio', 'isofs', 'loop', 'erofs'],
  ...['bridge', 'br_netfilter', 'veth', 'macvlan', 'ipvlan', 'vxlan', 'dummy', 'tun'],
  ...[
    'nf_tables',
    'nft_chain_nat',
    'nft_compat',
    'nft_ct',
    'nft_limit',
    'nft_log',
    'nft_masq',
    'nft_nat',
    'nft_reject_inet',
  ],
  ...[
    'ip_tables',
    'iptable_filter',
    'iptable_mangle',
    'iptable_nat',
    'iptable_raw',
    'ip6_tables',
    'ip6table_filter',
    'ip6table_nat',
  ],
  ...['nf_conntrack_netlink', 'nf_log_syslog', 'ip_vs', 'ip_vs_rr'],
  ...[
    'xt_addrtype',
    'xt_bpf',
    'xt_comment',
    'xt_conntrack',
    'xt_ipvs',
    'xt_limit',
    'xt_LOG',
    'xt_mark',
    'xt_MASQUERADE',
  ],
  ...['xt_multiport', 'xt_nat', 'xt_owner', 'xt_REDIRECT', 'xt_state', 'xt_tcpudp', 'xt_u32'],
]

/**
 * Measured one by one under emulation: together they save a fifth of the time until Docker is ready. What they switch
 * off is of no use in this guest: self-tests, hardening of a throw-away VM, drivers of absent hardware.
 */
export const commandLine: readonly string[] = [
  'quiet',
  'mitigations=off',
  'cryptomgr.notests',
  'initcall_blacklist=jent_mod_init,crypto_kdf108_init,init_encrypted,load_system_certificate_list',
  'lsm=capability',
  'audit=0',
  'init_on_alloc=0',
  'nokaslr',
  'rodata=off',
  'tsc=reliable',
  'no_timer_check',
  '8250.nr_uarts=1',
  'i8042.noaux',
  'i8042.nokbd',
]

/** Folders of the root that no package contains. */
export const folders: readonly string[] = [
  ...['dev', 'proc', 'sys', 'run', 'root', 'tmp', 'home/docker', 'mnt/data', 'opt'],
  ...['var/lib/docker', 'var/lib/containerd', 'var/lib/boot2docker', 'var/log', 'var/tmp'],
]

/** /usr is merged, as in Debian. */
export const links: Readonly<Record<string, string>> = {
  bin: 'usr/bin',
  sbin: 'usr/sbin',
  lib: 'usr/lib',
  lib64: 'usr/lib64',
  'var/run': '../run',
  'etc/mtab': '/proc/mounts',
}

const permitAll = 'auth required pam_permit.so\naccount required pam_permit.so\nsession required pam_permit.so\n'

/** Small files. docker's password is the original's, `tcuser` (made by `openssl passwd -6 -salt shipshape tcuser`). */
export const texts: Readonly<Record<string, string>> = {
  'etc/passwd':
    'root:x:0:0:root:/root:/bin/sh\ndocker:x:1000:1000:docker:/home/docker:/bin/sh\n' +
    'nobody:x:65534:65534:nobody:/:/bin/false\n',
  'etc/group': 'root:x:0:\ntty:x:5:\ndocker:x:1000:docker\nnogroup:x:65534:\n',
  'etc/shadow':
    'root:*:20000::::::\n' +
    `docker:$6$shipshape$R0Q0vdVPuAzopMg0El4cC7s5GHzcjRvqUQzVDg3avtiK9Rr8Iee0FpmVsoA588jTsxZNNO.MJxamsYMF4hPG2.:20000::::::\n`,
  'etc/shells': '/bin/sh\n',
  'etc/hostname': 'boot2docker\n',
  'etc/hosts': '127.0.0.1\tlocalhost boot2docker\n',
  'etc/resolv.conf': 'nameserver 10.0.2.3\n',
  'etc/nsswitch.conf': 'hosts: files dns\n',
  // As in the original: docker may run everything without a password.
  'etc/sudoers': 'root ALL=(ALL:ALL) ALL\ndocker ALL=(ALL:ALL) NOPASSWD: ALL\n',
  'etc/pam.d/sudo': permitAll,
  'etc/pam.d/sudo-i': permitAll,
  'etc/profile': "export PATH=/usr/sbin:/usr/bin:/sbin:/bin PS1='\\u@\\h:\\w\\$ '\n",
  'etc/os-release':
    'NAME=Boot2Docker\nID=boot2docker\nID_LIKE=debian\nPRETTY_NAME="Boot2Docker (made by Shipshape of Debian 13)"\n',
  'etc/acpi/PWRF/00000080': '#!/bin/sh\nexec poweroff\n',
}
