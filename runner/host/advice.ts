/** Debian's names of the packages that may have to be installed, and Homebrew's. */
const homebrewNames = {
  'qemu-system-x86': 'qemu',
  'qemu-system-arm': 'qemu',
  'qemu-utils': 'qemu',
  e2fsprogs: 'e2fsprogs',
  'openssh-client': 'openssh',
} as const
export type Package = keyof typeof homebrewNames

/** The command that installs packages on this kind of computer. */
export const installCommand = (packages: Package | readonly Package[], platform = process.platform): string => {
  const names = typeof packages === 'string' ? [packages] : packages
  if (platform !== 'darwin') return `sudo apt-get install ${names.join(' ')}`
  return `brew install ${[...new Set(names.map((name) => homebrewNames[name]))].join(' ')}`
}

/** The command that shows which program has a port. */
export const holderCommand = (port: number, protocol: 'tcp' | 'udp', platform = process.platform): string => {
  if (platform !== 'darwin') return `ss -l${protocol === 'tcp' ? 't' : 'u'}np 'sport = :${port}'`
  return protocol === 'tcp' ? `lsof -nP -iTCP:${port} -sTCP:LISTEN` : `lsof -nP -iUDP:${port}`
}
