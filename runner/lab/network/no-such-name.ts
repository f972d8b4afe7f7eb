const headerLength = 12
const isAnswer = 0x80
const opcodeAndRecursion = 0x79
const recursionAvailable = 0x80
const nameError = 3

/** The NXDOMAIN response (RFC 1035) to a query; undefined when it is not a query. */
export const noSuchName = (query: Buffer): Buffer | undefined => {
  const end = questionEnd(query)
  if (end === undefined || (query.readUInt8(2) & isAnswer) !== 0) return undefined
  const answer = Buffer.from(query.subarray(0, end))
  answer.writeUInt8((answer.readUInt8(2) & opcodeAndRecursion) | isAnswer, 2)
  answer.writeUInt8(recursionAvailable | nameError, 3)
  // One question; no answer, authority or additional records.
  answer.writeUInt16BE(1, 4)
  return answer.fill(0, 6, headerLength)
}

/** The name that a query asks for, in lower case and without its last dot; undefined when it is not a query. */
export const nameIn = (query: Buffer): string | undefined => {
  if (questionEnd(query) === undefined) return undefined
  const labels: string[] = []
  for (let at = headerLength; query.readUInt8(at) !== 0; at += query.readUInt8(at) + 1)
    labels.push(query.toString('latin1', at + 1, at + 1 + query.readUInt8(at)))
  return labels.join('.').toLowerCase()
}

/** The end of the first question: after its labels, type and class. */
const questionEnd = (query: Buffer): number | undefined => {
  let at = headerLength
  while (at < query.length && query.readUInt8(at) !== 0) at += query.readUInt8(at) + 1
  const end = at + 5
  return end <= query.length ? end : undefined
}
