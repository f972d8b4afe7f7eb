import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Progress } from '../lab/image/index.ts'
import { type Command, withErrorPrefix } from './context.ts'
import { CommandError } from './command-error.ts'

/** `boot2docker download`: overwrites the ISO only; a running machine keeps the old one until its next cold start. */
export const download: Command = async (context) => {
  const { config, out } = context
  out('Downloading boot2docker ISO image...\n')
  const from = await withErrorPrefix('Failed to download ISO image', async () => {
    if (config.ISOURL !== '') return downloadFrom(context)
    const { takeBuiltIso } = await import('./image.ts')
    return takeBuiltIso(config, ({ text }) => context.say(`${text}\n`))
  })
  out(`Success: downloaded ${from}\n\tto ${config.ISO}\n`)
  return 0
}

const downloadFrom = async ({ config, say, signal }: Parameters<Command>[0]): Promise<string> => {
  if (!/^[0-9a-f]{64}$/.test(config.ISOSHA256)) {
    throw new CommandError('Failed to download ISO image: an image from the network needs its checksum', {
      hint: `boot2docker --iso-url ${config.ISOURL} --iso-sha256 "$(cut -c1-64 boot2docker.iso.sha256)" download`,
    })
  }
  const { downloadIso } = await import('../lab/image/index.ts')
  await mkdir(dirname(config.ISO), { recursive: true })
  let shown = ''
  const progress: Progress = ({ text, done, total }) => {
    const line = done === undefined || total === undefined ? text : `${text} ${Math.floor((done / total) * 100)} %`
    if (line !== shown) say(`\r${line}`)
    shown = line
  }
  await downloadIso({ url: config.ISOURL, sha256: config.ISOSHA256, to: config.ISO, signal, progress })
  say('\n')
  return config.ISOURL
}
