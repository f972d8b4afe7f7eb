/** Where the runner serves the site, unless another program has the port. A published page links there. */
export const defaultPort = 4400
