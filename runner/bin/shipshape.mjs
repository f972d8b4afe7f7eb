#!/usr/bin/env node
// Plain JavaScript for whatever Node is there: it finds the Node 24 that npm has installed, and hands over to it.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))
const node = at(process.platform === 'win32' ? '../../node_modules/node/bin/node.exe' : '../../node_modules/.bin/node')

if (!existsSync(node)) {
  process.stderr.write('Shipshape is not set up here: its own Node is missing.\nnpm ci\n')
  process.exit(3)
}

const child = spawn(node, ['--disable-warning=ExperimentalWarning', at('../cli.ts'), ...process.argv.slice(2)], { stdio: 'inherit' })

// The child decides what a signal means; a key press that reaches both counts there as one.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))

child.on('error', (error) => {
  process.stderr.write(`Shipshape could not be started: ${error.message}\nnpm ci\n`)
  process.exit(2)
})
child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
