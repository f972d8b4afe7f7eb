#!/usr/bin/env node
// Plain JavaScript that any Node can run: it finds the Node 24 that npm has installed and starts it.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'
import { speedUpImports } from '../setup/imports.mjs'
import { hideExperimentalWarnings } from '../setup/quiet.mjs'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))
const node = at('../../node_modules/.bin/node')

/** This process is the program. */
const become = async () => {
  hideExperimentalWarnings()
  speedUpImports()
  const { boot2docker } = await import('../boot2docker/main.ts')
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop.abort())
  // The reader of the output may have exited (`| head -1`); that is not an error.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  process.exitCode = await boot2docker(process.argv.slice(2), {
    env: process.env,
    out: (text) => process.stdout.write(text),
    say: (text) => process.stderr.write(text),
    signal: stop.signal,
  })
}

/** The program runs in a child process, which decides what a signal means. */
const launch = () => {
  const child = spawn(node, [at('boot2docker.mjs'), ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => fail(error.message))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
}

const fail = (message) => {
  process.stderr.write(`error in run: ${message}\nTry: npm ci --prefix ${at('../..')}\n`)
  process.exit(1)
}

const major = Number(process.versions.node.split('.')[0])
if (major >= 24) await become()
else if (existsSync(node)) launch()
else fail('Node 24 is needed, and Shipshape is not set up.')
