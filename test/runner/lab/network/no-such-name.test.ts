import { expect, test } from 'vitest'
import { nameIn, noSuchName } from '../../../../runner/lab/network/no-such-name.ts'

const question = Buffer.from('06646f636b657202696f0000010001', 'hex') // docker.io, type A, class IN
const query = Buffer.concat([
  Buffer.from('abcd01200001000000000001', 'hex'),
  question,
  Buffer.from('0000290200000000000000', 'hex'),
])

test('the answer has the question’s number and words, and nothing else', () => {
  expect(noSuchName(query)?.toString('hex')).toBe(`abcd81830001000000000000${question.toString('hex')}`)
})

test('the name of a query is read in lower case', () => {
  expect(nameIn(Buffer.from(query.toString('latin1').replace('docker', 'DOCKer'), 'latin1'))).toBe('docker.io')
  expect(nameIn(query.subarray(0, 20))).toBeUndefined()
})

test('what is no question gets no answer', () => {
  const answer = Buffer.from(query)
  answer.writeUInt8(0x81, 2)
  expect([noSuchName(answer), noSuchName(query.subarray(0, 20)), noSuchName(Buffer.alloc(0))]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})
