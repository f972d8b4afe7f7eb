/**
 * The one list of exit codes. In plain JavaScript, because set-up runs on any Node and imports nothing from outside.
 *
 * passed · failed: the outcome is not what was promised · broken: the machine or the runner went wrong ·
 * blocked: something is missing or busy here, or a part was left out · usage: there is no such thing to ask for
 * (sysexits.h, EX_USAGE) · cancelled: 128 and SIGINT, as a shell has it
 */
export const exitCodes = Object.freeze({ passed: 0, failed: 1, broken: 2, blocked: 3, usage: 64, cancelled: 130 })

/** The same list as a person reads it under `--help`. */
export const exitCodesInWords = '0 passed, 1 failed, 2 broken, 3 blocked or incomplete, 64 wrong usage, 130 cancelled'
