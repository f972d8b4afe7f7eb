/**
 * Where a container of the lab finds the mirror of packages: QEMU's NAT shows the host's loopback under this address.
 */
export const mirrorAddress = { host: '10.0.2.2', port: 5080, path: '/debian' } as const
