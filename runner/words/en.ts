import type { Feature, Need } from '../../playbooks/model/need.ts'
import type { Words } from '../../playbooks/model/text.ts'
import { ended, quoted } from '../checks/words/en.ts'
import { formatDuration } from '../core/clock.ts'
import type { NotRun } from '../core/reason.ts'
import { ranges } from '../protocol/scope.ts'
import type { Dictionary } from './dictionary.ts'

const features: { readonly [feature in Feature]: string } = {
  'host-shell': 'a shell',
  'guest-shell': 'a shell in the VM',
  engine: 'a Docker engine',
  machine: 'a virtual machine',
  'host-only-network': 'a host-only network',
  terminal: 'a terminal',
  windows: 'a VM that runs Windows',
}

const computers = {
  'intel-mac': 'a Mac with an Intel processor',
  'apple-silicon-mac': 'a Mac with Apple silicon',
} as const

const need = (wanted: Need): string => {
  switch (wanted.kind) {
    case 'program':
      return `the program “${wanted.name}”`
    case 'feature':
      return features[wanted.name]
    case 'computer':
      return computers[wanted.make]
    case 'free-disk':
      return `${wanted.gigabytes} GB of free disk space`
    case 'free-memory':
      return `${wanted.gigabytes} GB of free memory`
    case 'network':
      return `access to ${wanted.host}`
  }
}

const how = (exitCode: number | null): string =>
  exitCode === 0 ? 'succeeded' : `ended with exit code ${String(exitCode)}`

/** What an undo wrote: enough of it to see what went wrong. */
const said = (text: string): string => (text === '' ? 'and wrote nothing' : quoted(text, 400))

const things = {
  container: 'container',
  image: 'image',
  volume: 'volume',
  network: 'network',
  context: 'Docker context',
  file: 'file',
  folder: 'folder',
} as const

const ran = { undo: 'the undo ran', everything: 'everything else was undone' } as const

const list = (assertions: readonly Words[]): string => assertions.map(({ en: assertion }) => assertion).join('; ')

const amounts = { 'free-disk': 'free disk space', 'free-memory': 'free memory' } as const

const notRun = ({ numbers, status, why }: NotRun): string => {
  const which = numbers.length === 1 ? `Step ${numbers.join()} was` : `Steps ${ranges(numbers).join(', ')} were`
  return `${which} ${status}${why === undefined ? '.' : `: ${why.en}`}`
}

export const en: Dictionary = {
  'computer-incomplete': () => 'Something is missing on this computer.',
  'names-taken': () => 'A name that this guide needs is taken; nothing was executed.',
  'no-steps': () => 'No steps were run.',
  'not-all-undone': () => 'Not everything was undone.',
  'undos-unseen': ({ steps }) =>
    `Whether the undo of ${steps.map((step) => `“${step}”`).join(', ')} worked could not be looked at.`,
  'not-all-run': ({ steps }) => steps.map(notRun).join(' '),
  'run-cancelled': () => 'The run was cancelled.',
  'start-again': () => 'Start it again.',
  'fresh-target': () => 'Run the guide again; a fresh target is made for it.',
  'builds-on': ({ step, earlier }) =>
    `Step “${step}” builds on ${earlier.map((id) => `“${id}”`).join(', ')}: executed first.`,
  'not-closed': ({ why }) => `The target was not restored: ${why.en}`,

  'unknown-input': ({ playbook, name }) => `The guide “${playbook}” does not ask for “${name}”.`,
  'known-inputs': ({ names }) =>
    names.length === 0 ? 'It asks for nothing: leave --input out.' : `It asks for: ${names.join(', ')}.`,
  'meant-input': ({ name }) => `Did you mean “${name}”?`,
  'input-misfit': ({ title, value }) =>
    value === undefined ? `The value for “${title.en}” is not valid.` : `“${value}” is not valid for “${title.en}”.`,
  'input-pattern': ({ pattern }) => `The value must match ${pattern}.`,
  'no-input': ({ title }) => `“${title.en}” is not given`,
  'give-input': ({ name, secret }) =>
    secret
      ? `Fill in its field on the page, or name a file that contains it: --input ${name}=@FILE`
      : `Fill in its field on the page, or give it in the terminal: --input ${name}=VALUE`,

  'only-by-hand': () => 'only a person can do this step, and nobody is there',
  'do-by-hand': () => 'Run the guide from its page, or in a terminal, and do the step when it asks you to.',
  cancelled: () => 'It was cancelled.',
  missing: ({ what }) => `${what.en}.`,
  unsaved: ({ name, from, pattern }) =>
    `Nothing in ${from} matches ${pattern}, so the value “${name}” could not be saved.`,
  'empty-value': ({ name, from, pattern }) =>
    `What ${pattern} matches in ${from} is empty, so the value “${name}” could not be saved.`,
  'ended-from-outside': () => 'The command was terminated from outside.',
  'asked-for-input': () =>
    'The command asked for input on its standard input, and nobody is there to type it. ' +
    'Answer in the command itself (an option such as --yes, or a pipe), or make the step an interactive one.',
  overdue: ({ afterMs }) => `The command was still running after ${formatDuration(afterMs)} and was terminated.`,
  'exit-code': ({ exitCode }) => `The command ended with exit code ${String(exitCode)}.`,
  'other-exit-code': ({ expected, exitCode }) =>
    `The command was expected to fail with exit code ${expected}, but it ${how(exitCode)}.`,
  'did-not-hang': ({ forMs, tookMs, exitCode }) =>
    `The command was expected to hang for ${formatDuration(forMs)}, but it ${how(exitCode)} after ${formatDuration(tookMs)}.`,

  'held-early': ({ assertion }) => `“${assertion.en}” held before the step, so it proves nothing.`,
  'unknown-value': () => 'a value that it needs is not known',
  'value-expected': () => 'a value to look for',
  'observer-hangs': ({ withinMs }) => `the observer did not answer within ${formatDuration(withinMs)}`,

  'not-shown-by-hand': ({ line, saw, expected }) =>
    `The checks hold, but by hand “${line}” does not show it: expected ${expected.en}, saw ${saw.en}.`,
  'not-ended': () => 'that it did not end',
  'ending-expected': () => 'it to end',

  'not-undone': ({ step, why }) => `Step “${step}” was not undone: ${why.en}.`,
  'target-gone': () => 'its target was gone',
  'undo-by-hand': () => 'only a person can do this',
  'undo-skipped': () => 'it was skipped because the run was cancelled twice',
  'undo-interrupted': () => 'it was interrupted because the run was cancelled twice',
  'undo-asked': () => 'it asked for input on its standard input',
  'undo-overdue': ({ afterMs }) => `it was still running after ${formatDuration(afterMs)}`,
  'undo-ended': (reason) => ended(reason.how),
  'undo-failed': (reason) => `${ended(reason.how)}, ${said(reason.wrote)}`,
  'still-holds': ({ after, assertions }) => `${ran[after]}, but this still holds: ${list(assertions)}`,
  'undo-unseen': ({ after, assertion, why }) =>
    `${ran[after]}, but whether that worked could not be looked at: ${assertion.en} (${why.en})`,
  'no-own-undo': () => 'This step has no undo of its own: remove what it made by hand.',

  'name-taken': ({ thing, name }) =>
    thing === 'file' || thing === 'folder'
      ? `The ${things[thing]} ${name} exists already, and this guide would overwrite and remove it.`
      : `${thing === 'image' ? 'An' : 'A'} ${things[thing]} named “${name}” exists already, and this guide would remove it.`,
  'existed-before': ({ thing, name }) =>
    `its undo was not run, because the ${things[thing]} “${name}” existed before the step: this run did not make it`,
  'taken-unseen': ({ thing, name, why }) =>
    `Whether the ${things[thing]} “${name}” exists already could not be looked at: ${why.en}.`,

  'other-target': () => 'Choose another target with --target.',
  'no-feature': ({ target, feature }) => `the target “${target}” does not offer ${features[feature]}`,
  'no-program': ({ name }) => `the program “${name}” is not there`,
  'other-computer': (reason) => `this computer (${reason.system}, ${reason.processor}) is not ${need(reason.need)}`,
  'too-little': ({ of, gigabytes, needed }) =>
    `${amounts[of]}: ${gigabytes.toFixed(1)} GB, but ${needed} GB are needed`,
  unreachable: ({ host }) => `“${host}” cannot be reached`,
  need: (reason) => need(reason.need),
}
