import { type Words, milliseconds } from '../../playbooks/model/text.ts'
import { perlPattern } from '../core/by-hand/keep-value.ts'
import type { HandStep, ReadCheck, ReadLook } from '../core/by-hand/hand-step.ts'
import { quote } from '../quote.ts'

/** A guide as a script: what its lines say of it, and its steps. */
export interface ScriptOf {
  readonly title: Words
  /** Lines for who reads the script before running it. */
  readonly before: readonly string[]
  /** The variables that it needs, because the guide asks its reader for them. */
  readonly asked: readonly string[]
  readonly steps: readonly HandStep[]
}

/** What shellcheck warns of and is meant so: the quotes of texts, and what guides teach. */
const meant = '# shellcheck disable=SC1111,SC1112,SC2009,SC2016,SC2034,SC2140,SC2320'

const functions = String.raw`set -u
out=$(mktemp) && err=$(mktemp) || exit 2
trap 'rm -f "$out" "$err"' EXIT

step() { printf '\n%s\n' "== $1"; }

# check WHAT HOW EXPECTED SEEN: ends the script when it does not hold
check() {
  case $2 in
    equals) [ "$4" = "$3" ] ;;
    contains) [[ $4 == *"$3"* ]] ;;
    excludes) [[ $4 != *"$3"* ]] ;;
    matches) printf '%s' "$4" | perl -0777 -ne "exit !($3)" ;;
  esac || {
    printf 'does not hold: %s\nexpected (%s): %s\nseen: %s\n' "$1" "$2" "$3" "$4" >&2
    exit 1
  }
  printf 'holds: %s\n' "$1"
}`

type Shown = ReadLook['shows']

const variable = /\$\(boot2docker ip\)|\$[a-z][a-z_]*\b/g

/** A text in double quotes whose variables the shell inserts. */
const expanded = (text: string): string => {
  const trimmed = text.replace(/\n+$/, '')
  if (!variable.test(trimmed)) return quote(trimmed)
  const kept: string[] = []
  const marked = trimmed.replaceAll(variable, (found) => `\0${kept.push(found) - 1}\0`)
  const literal = marked.replaceAll(/[\\$"`]/g, '\\$&')
  return `"${literal.replaceAll(/\0(\d+)\0/g, (_all, index: string) => kept[Number(index)] ?? '')}"`
}

const expectation = (shown: Shown): string =>
  shown.how === 'matches' ? `matches ${quote(perlPattern(shown))}` : `${shown.how} ${expanded(shown.text)}`

const seenText = { stdout: '"$(cat "$out")"', stderr: '"$(cat "$err")"' } as const

const checkLines = ({ kind, assertion, seen }: ReadCheck): readonly string[] => {
  const what = quote(assertion.en)
  switch (seen.kind) {
    case 'looks':
      return seen.looks.map(({ line, shows }) =>
        // The code of the step was kept when it ended.
        kind === 'exit-code'
          ? `check ${what} ${expectation(shows)} "$code"`
          : `check ${what} ${expectation(shows)} "$({ ${line}; } 2>&1)"`,
      )
    case 'output':
      return [`check ${what} ${expectation(seen.match)} ${seenText[seen.stream]}`]
    case 'cannot':
      return [`# not checked: ${assertion.en}: ${seen.why.en}`]
  }
}

const asComment = (text: string): string => text.replaceAll(/^/gm, '# ')

const shown = 'cat "$out"; cat "$err" >&2'

const hanging = (lines: string, forMs: number): readonly string[] => [
  `{\n${lines}\n} >"$out" 2>"$err" &`,
  `hanging=$!; sleep ${forMs / 1000}`,
  `check 'it hangs' equals 0 "$(kill -0 "$hanging" 2>/dev/null; echo $?)"`,
  'pkill -P "$hanging"; kill "$hanging" 2>/dev/null; wait "$hanging" 2>/dev/null; code=$?',
]

/** What a step does. Its command runs in the script's own shell, so that what it sets is there for later steps. */
const actionLines = ({ action, expectFailure }: HandStep): readonly string[] => {
  switch (action.kind) {
    case 'lines':
      if (expectFailure?.kind === 'hangs') return hanging(action.lines, milliseconds(expectFailure.for))
      return [`{\n${action.lines}\n} >"$out" 2>"$err"; code=$?`, shown]
    case 'program':
      return [
        ...action.says.map(({ expect, send }) => `printf '%s\\n' ${quote(`When it shows “${expect}”, type: ${send}`)}`),
        `${action.line} 2>&1 | tee "$out"; code=\${PIPESTATUS[0]}`,
      ]
    case 'powershell':
      return [asComment(`In PowerShell, in Windows inside the VM:\n${action.line}`), done]
    case 'person':
      return [`printf '%s\\n' ${quote(action.instruction.en)}`, done]
  }
}

const done = `read -r -p 'Press Return when that is done. ' _; code=0; : >"$out"; : >"$err"`

/** In what the step has printed: its command must not run twice. */
const keepLines = ({ keeping }: HandStep): readonly string[] =>
  (keeping?.lines ?? []).map(
    ({ variable: name, extract, from }) => `${name}=$(${extract} <"$${from === 'stdout' ? 'out' : 'err'}")`,
  )

const stepLines = (step: HandStep, index: number): string =>
  [
    `step ${quote(`Step ${index + 1}: ${step.title.en}`)}`,
    ...actionLines(step),
    ...step.checks.filter(({ kind }) => kind === 'exit-code').flatMap(checkLines),
    ...keepLines(step),
    ...step.checks.filter(({ kind }) => kind !== 'exit-code').flatMap(checkLines),
    ...undoLines(step),
  ].join('\n')

const undoLines = ({ undo }: HandStep): readonly string[] =>
  undo?.kind === 'lines' ? [asComment(`undo:\n${undo.lines}`)] : []

/** A script for bash that does each step of a guide and checks what came of it; it ends with 1 where that is not so. */
export const guideScript = ({ title, before, asked, steps }: ScriptOf): string =>
  [
    `#!/usr/bin/env bash\n${asComment([title.en, ...before].join('\n'))}`,
    meant,
    functions,
    ...asked.map((name) => `: "\${${name}:?Set it first: the guide asks for it.}"`),
    ...steps.map(stepLines),
    "printf '\\nAll steps have passed.\\n'",
  ].join('\n\n') + '\n'
