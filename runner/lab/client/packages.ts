import type { PartPackages } from '../../packages/renew.ts'

const packages: readonly string[] = ['docker-cli', 'docker-buildx', 'docker-compose']

/** The Docker client with its plugins, of the same version as the image's engine. They need glibc 2.34 or newer. */
export const clientPackages = (architecture: 'amd64' | 'arm64'): PartPackages => ({
  part: clientPart(architecture),
  architecture,
  names: packages,
  fromTesting: packages,
  without: ['libc6'],
})

/** The client's part of the lock. */
export const clientPart = (architecture: 'amd64' | 'arm64'): string => `client/${architecture}`
