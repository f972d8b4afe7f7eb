#!/usr/bin/env node
// Plain JavaScript that any Node can run: it finds the Node 24 that npm has installed and starts it.
import { spawn } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'
import { exitCodes } from '../setup/exit-codes.mjs'
import { speedUpImports } from '../setup/imports.mjs'
import { hideExperimentalWarnings } from '../setup/quiet.mjs'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))
const node = at(process.platform === 'win32' ? '../../node_modules/node/bin/node.exe' : '../../node_modules/.bin/node')

/** This process is the program. */
const become = async (args) => {
  speedUpImports()
  const { runAndExit } = await import('../cli.ts')
  await runAndExit(args)
}

/** The program runs in a child process, which decides what a signal means and counts a repeated one once. */
const launch = (args) => {
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', at('shipshape.mjs'), ...args], {
    stdio: 'inherit',
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => fail(`Shipshape could not be started: ${error.message}`, exitCodes.broken))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
}

const fail = (message, code) => {
  process.stderr.write(`${message}\nnpm ci\n`)
  process.exit(code)
}

if (!existsSync(node)) {
  fail('Shipshape is not set up here: its own Node is missing.', exitCodes.blocked)
} else if (realpathSync(process.execPath) === realpathSync(node)) {
  hideExperimentalWarnings()
  await become(process.argv.slice(2))
} else {
  launch(process.argv.slice(2))
}
