/** Where a container of the lab finds the package mirror: QEMU's NAT maps this address to the host's loopback. */
export const mirrorAddress = { host: '10.0.2.2', port: 5080, path: '/debian' } as const
