import { closeSync, openSync, readSync, statSync } from 'node:fs'

type OnText = (text: string, offset: number) => void

/** How much output is shown at once; the file has all of it. */
const biggestPiece = 64 * 1024
/** How much of a stream the checks get: this much of its beginning and of its end. */
const kept = 512 * 1024

/** Follows a file that another process appends to. */
export interface Tail {
  /** Reads what is new, up to this size. Returns how long the file is, or the size. */
  read(upTo?: number): number
  /** Whether what was read last does not end a line: a prompt does not. */
  isUnfinished(): boolean
  close(): void
}

/**
 * A tail that returns at most 64 KiB per read: older unread output is skipped, which shows as a gap in
 * the offsets (bytes). Split multi-byte characters are joined.
 */
export const openTail = (path: string, onText: OnText): Tail => {
  let file: number | undefined
  let offset = 0
  let isUnfinished = false
  let decoder = new TextDecoder()
  const skipTo = (start: number): void => {
    offset = start
    decoder = new TextDecoder()
  }
  return {
    read: (upTo) => {
      const size = upTo ?? statSync(path).size
      // `>/dev/stderr` opens the file again and empties it.
      if (size < offset) skipTo(0)
      if (size - offset > biggestPiece) skipTo(size - biggestPiece)
      if (size === offset) return size
      const piece = readPiece((file ??= openSync(path, 'r')), offset, size)
      if (piece.length === 0) return size
      const text = decoder.decode(piece, { stream: true })
      const start = offset
      offset += piece.length
      isUnfinished = piece.at(-1) !== lineFeed
      if (text !== '') onText(text, start)
      return size
    },
    isUnfinished: () => isUnfinished,
    close: () => {
      if (file !== undefined) closeSync(file)
    },
  }
}

const lineFeed = 10

/** How long a file is, without this text where that is its end. */
export const sizeWithout = (path: string, end: string): number => {
  const { size, last } = lastOf(path, Buffer.byteLength(end))
  return last.equals(Buffer.from(end)) ? size - last.length : size
}

/** The same while it may still be written: without what begins this text, where that is the end of the file. */
export const sizeWithoutStart = (path: string, end: string): number => {
  const { size, last } = lastOf(path, Buffer.byteLength(end))
  const text = Buffer.from(end)
  for (let length = last.length; length > 0; length -= 1)
    if (last.subarray(last.length - length).equals(text.subarray(0, length))) return size - length
  return size
}

const lastOf = (path: string, length: number): { readonly size: number; readonly last: Buffer } => {
  const { size } = statSync(path)
  const file = openSync(path, 'r')
  try {
    return { size, last: Buffer.from(readPiece(file, Math.max(0, size - length), size)) }
  } finally {
    closeSync(file)
  }
}

const readPiece = (file: number, from: number, to: number): Uint8Array => {
  const buffer = new Uint8Array(Math.max(0, to - from))
  const bytesRead = buffer.length === 0 ? 0 : readSync(file, buffer, 0, buffer.length, from)
  return buffer.subarray(0, bytesRead)
}

/**
 * The text of a file up to a size in bytes, or its first and last 512 KiB with a line between them that says how much
 * is left out.
 */
export const readEnds = (path: string, size = statSync(path).size): string => {
  if (size === 0) return ''
  const file = openSync(path, 'r')
  try {
    const decoder = new TextDecoder()
    if (size <= 2 * kept) return decoder.decode(readPiece(file, 0, size))
    const head = decoder.decode(readPiece(file, 0, kept))
    const tail = decoder.decode(readPiece(file, size - kept, size))
    return `${head}\n… ${size - 2 * kept} bytes left out …\n${tail}`
  } finally {
    closeSync(file)
  }
}
