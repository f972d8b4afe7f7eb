import { open, type FileHandle } from 'node:fs/promises'

type OnText = (text: string, offset: number) => void

/** How much output is shown at once; the file has all of it. */
const biggestPiece = 64 * 1024
/** How much of a stream the checks get: this much of its beginning and of its end. */
const kept = 512 * 1024

/** Follows a file that another process appends to. */
export interface Tail {
  /** Reads what is new. */
  read(): Promise<void>
  close(): Promise<void>
}

/**
 * A tail that returns at most 64 KiB per read: older unread output is skipped, which shows as a gap in
 * the offsets (bytes). Split multi-byte characters are joined.
 */
export const openTail = async (path: string, onText: OnText): Promise<Tail> => {
  const file = await open(path, 'r')
  let offset = 0
  let decoder = new TextDecoder()
  const skipTo = (start: number): void => {
    offset = start
    decoder = new TextDecoder()
  }
  return {
    read: async () => {
      const { size } = await file.stat()
      if (size - offset > biggestPiece) skipTo(size - biggestPiece)
      const piece = await readPiece(file, offset, size)
      if (piece.length === 0) return
      const text = decoder.decode(piece, { stream: true })
      const start = offset
      offset += piece.length
      if (text !== '') onText(text, start)
    },
    close: () => file.close(),
  }
}

const readPiece = async (file: FileHandle, from: number, to: number): Promise<Uint8Array> => {
  const buffer = new Uint8Array(Math.max(0, to - from))
  const { bytesRead } = await file.read(buffer, 0, buffer.length, from)
  return buffer.subarray(0, bytesRead)
}

/** The file's whole text, or its first and last 512 KiB with a line between them that says how much is left out. */
export const readEnds = async (path: string): Promise<string> => {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const decoder = new TextDecoder()
    if (size <= 2 * kept) return decoder.decode(await readPiece(file, 0, size))
    const head = decoder.decode(await readPiece(file, 0, kept))
    const tail = decoder.decode(await readPiece(file, size - kept, size))
    return `${head}\n… ${size - 2 * kept} bytes left out …\n${tail}`
  } finally {
    await file.close()
  }
}
