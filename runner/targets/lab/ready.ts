export const makeReady = (_: unknown): Promise<void> => Promise.resolve()
