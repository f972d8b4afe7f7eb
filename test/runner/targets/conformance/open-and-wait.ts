/** Opens the target that a file exports under a name, says so, and waits for its end. */
import type { Target } from '../../../../runner/contract/target.ts'

const [, , file = '', name = '', machine, folder = ''] = process.argv
const exported = (await import(file)) as Readonly<Record<string, Target>> // by the test that named it
await exported[name]?.open({
  folder,
  machine: machine === 'ready' ? 'ready' : 'none',
  signal: new AbortController().signal,
  onProgress: () => undefined,
})
process.stdout.write('open\n')
setInterval(() => undefined, 60_000)
