/** Distinguished Encoding Rules, as far as a certificate needs them: ITU-T X.690, tag by tag. */
export const der = {
  sequence: (...parts: readonly Buffer[]): Buffer => tagged(0x30, ...parts),
  set: (...parts: readonly Buffer[]): Buffer => tagged(0x31, ...parts),
  yes: (): Buffer => tagged(0x01, Buffer.from([0xff])),
  integer: (bytes: Buffer): Buffer => tagged(0x02, bytes),
  bits: (bytes: Buffer, unused = 0): Buffer => tagged(0x03, Buffer.from([unused]), bytes),
  octets: (bytes: Buffer): Buffer => tagged(0x04, bytes),
  text: (text: string): Buffer => tagged(0x0c, Buffer.from(text)),
  /** Years up to 2049: RFC 5280, 4.1.2.5.1. */
  time: (date: Date): Buffer => tagged(0x17, Buffer.from(`${date.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`)),
  /** “2.5.29.17” */
  name: (dotted: string): Buffer => tagged(0x06, objectIdentifier(dotted)),
  /** Context-specific; `inside` when it holds other elements. */
  context: (number: number, content: Buffer, inside: 'bytes' | 'elements'): Buffer =>
    tagged((inside === 'elements' ? 0xa0 : 0x80) | number, content),
}

const tagged = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag]), length(content.length), content])
}

const length = (bytes: number): Buffer => {
  if (bytes < 0x80) return Buffer.from([bytes])
  if (bytes < 0x100) return Buffer.from([0x81, bytes])
  return Buffer.from([0x82, bytes >> 8, bytes & 0xff])
}

const objectIdentifier = (dotted: string): Buffer => {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return Buffer.from([first * 40 + second, ...rest.flatMap(base128)])
}

const base128 = (value: number): readonly number[] => {
  const high: number[] = []
  for (let left = value >> 7; left > 0; left >>= 7) high.unshift((left & 0x7f) | 0x80)
  return [...high, value & 0x7f]
}
