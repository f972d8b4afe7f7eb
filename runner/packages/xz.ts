import xz from 'xz-decompress'

/** Decompresses one `.xz` file as a stream (the .xz File Format 1.2). Rejects when it is damaged. */
export const xzStream = (packed: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> =>
  new xz.XzReadableStream(packed)

/** The same for a file in memory. */
export const unpackXz = async (packed: Uint8Array): Promise<Buffer> => {
  const pieces: Uint8Array[] = []
  for await (const piece of xzStream(new Blob([new Uint8Array(packed)]).stream())) pieces.push(piece)
  return Buffer.concat(pieces)
}
