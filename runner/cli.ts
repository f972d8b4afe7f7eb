import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { type Catalogue, realCatalogue } from './commands/catalogue.ts'
import { standardOutput } from './commands/lost-output.ts'
import { printJson, say } from './commands/say.ts'
import { RunnerError } from './errors.ts'
import { computerTrouble } from './system-error.ts'
import { exitCodes } from './setup/exit-codes.mjs'

/** In the order of the help text; each is `commands/NAME.ts`. */
const commandNames = ['run', 'verify', 'list', 'show', 'check', 'diagnose', 'lab', 'kept', 'doctor', 'serve'] as const

type Register = (program: Command, catalogue: Catalogue) => void

const fileOf = (name: string): URL => new URL(`./commands/${name}.ts`, import.meta.url)

/** Imports only the command that is used: importing all of them would slow down every start. */
const wanted = (argv: readonly string[]): readonly string[] => {
  if (argv[0] === '--version' || argv[0] === '-V') return []
  const asked = commandNames.find((name) => name === argv[0])
  return asked === undefined ? commandNames : [asked]
}

const version = (): string => {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { readonly version: string }).version // our own package
}

const examples = `
Examples:
  $ npx shipshape list                     the guides that there are
  $ npx shipshape show boot2docker         what one would do
  $ npx shipshape verify boot2docker       verify it on a real virtual machine
  $ npx shipshape COMMAND --help           more about a command`

const makeProgram = async (argv: readonly string[], catalogue: Catalogue): Promise<Command> => {
  const program = new Command('shipshape')
    .description('Guides with every step verified: each command is executed on a real VM and its outcome is checked.')
    .version(version())
    .addHelpText('after', examples)
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
  for (const name of wanted(argv)) {
    // Each command file's promise.
    const { register } = (await import(fileOf(name).href)) as { readonly register: Register }
    register(program, catalogue)
  }
  return program
}

const errorText = ({ message, state, hint }: RunnerError): string =>
  [message, state, hint].filter((part) => part !== undefined).join('\n')

const describe = (error: RunnerError, isJson: boolean): number => {
  const { code, message, state, hint, exitCode } = error
  if (isJson) printJson({ error: { code, message, ...(state === undefined ? {} : { state }), hint } })
  say(errorText(error))
  return exitCode
}

const reportUsage = (error: CommanderError, argv: readonly string[]): number => {
  if (error.exitCode === exitCodes.passed) return exitCodes.passed
  const known = commandNames.find((name) => name === argv[0])
  // `help` without a command is printed as an error by commander; the text is the help itself.
  if (error.code !== 'commander.help')
    say(`${sentence(error.message)}\nnpx shipshape ${known === undefined ? '' : `${known} `}--help`)
  return exitCodes.usage
}

/** Turns commander's “error: unknown option '--nope'” into a sentence. */
const sentence = (message: string): string =>
  message
    .replace(/^error: (.)/, (_, first: string) => first.toUpperCase())
    .replace(/[^.]$/, '$&.')
    .replace(/\n\((.*)\)\.$/, '. $1')

/**
 * The command line. Answers one of `exitCodes`.
 * A person's mistake never shows a stack; a mistake of ours does.
 */
export const main = async (argv: readonly string[], catalogue: Catalogue = realCatalogue): Promise<number> => {
  process.exitCode = undefined
  try {
    const program = await makeProgram(argv, catalogue)
    await program.parseAsync(argv, { from: 'user' })
    return exitCode()
  } catch (error) {
    if (error instanceof CommanderError) return reportUsage(error, argv)
    const trouble = error instanceof RunnerError ? error : computerTrouble(error)
    if (trouble !== undefined) return describe(trouble, argv.includes('--json'))
    say(`This is a bug in Shipshape. Please report it with this text:\n${inspect(error)}`)
    return exitCodes.broken
  }
}

// A function, because the compiler would narrow the exit code to the value that was assigned above.
const exitCode = (): number => Number(process.exitCode ?? 0)

const inspect = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : `\nCaused by: ${inspect(error.cause)}`
  return `${error.stack ?? error.message}${cause}`
}

const written = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => stream.write('', () => resolve()))

/** Runs the program and exits, even when abandoned work would keep the event loop alive. */
export const runAndExit = async (argv: readonly string[], catalogue: Catalogue = realCatalogue): Promise<never> => {
  standardOutput.watch(process.stdout)
  // There is no place left to say it.
  process.stderr.on('error', () => undefined)
  const code = await main(argv, catalogue)
  await Promise.all([written(process.stdout), written(process.stderr)])
  process.exit(withOutput(code))
}

/** What was to be printed and is not there: nobody may take it for all. A reader that has left (`| head`) knows. */
const withOutput = (code: number): number => {
  const { trouble } = standardOutput
  if (trouble === undefined || trouble.code === 'cancelled' || code !== exitCodes.passed) return code
  say(errorText(trouble))
  return trouble.exitCode
}

if (import.meta.main) await runAndExit(process.argv.slice(2))
