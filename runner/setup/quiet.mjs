/** What Node says of its own experiments (`node:sqlite`) is no news for a reader. */
export const hideExperimentalWarnings = () => {
  process.removeAllListeners('warning')
  process.on(
    'warning',
    (warning) => warning.name === 'ExperimentalWarning' || process.stderr.write(`${warning.stack}\n`),
  )
}
