/** Rules of this project's own, for what types and ready-made rules do not see. */

/** Names of the language and of the platform: under such a name, a reader takes ours for theirs. */
const globalNames = new Set([
  ...['Array', 'Boolean', 'Date', 'Error', 'Map', 'Number', 'Object', 'Promise', 'Proxy', 'Set', 'String', 'Symbol'],
  ...['Awaited', 'Exclude', 'Extract', 'Omit', 'Parameters', 'Partial', 'Pick', 'Readonly', 'Record', 'Required'],
  ...['AbortSignal', 'Blob', 'Buffer', 'Event', 'EventTarget', 'Headers', 'Performance', 'Request', 'Response', 'URL'],
  ...['console', 'crypto', 'document', 'fetch', 'globalThis', 'performance', 'process', 'structuredClone', 'window'],
])

/** What undici exports is the platform's own, in a version that knows proxies. */
const isUndici = (/** @type {import('eslint').Scope.Definition} */ { type, parent }) =>
  type === 'ImportBinding' && parent.source.value === 'undici'

/** @type {import('eslint').Rule.RuleModule} */
const shadowsNoGlobal = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { shadow: '“{{name}}” is a name of the language or the platform.' },
  },
  create: ({ sourceCode, report }) => ({
    'Program:exit': () => {
      const variables = sourceCode.scopeManager.scopes.flatMap((scope) => scope.variables)
      for (const { name, defs } of variables.filter((variable) => globalNames.has(variable.name)))
        for (const definition of defs.filter((each) => !isUndici(each)))
          report({ node: definition.name, messageId: 'shadow', data: { name } })
    },
  }),
}

/**
 * Without the error, only a comment can say why it means this answer and no other.
 * @type {import('eslint').Rule.RuleModule}
 */
const saysWhyCaught = {
  meta: { type: 'problem', schema: [], messages: { silent: 'Say in a comment why every error means this answer.' } },
  create: ({ sourceCode, report }) => ({
    /** @param {import('estree').CatchClause} node */
    'CatchClause[param=null]': (node) => {
      const answers = node.body.body.some((statement) => statement.type === 'ReturnStatement' && statement.argument)
      if (answers && sourceCode.getCommentsInside(node).length === 0) report({ node, messageId: 'silent' })
    },
  }),
}

export const ours = { rules: { 'shadows-no-global': shadowsNoGlobal, 'says-why-caught': saysWhyCaught } }

const fileOfUrl = {
  selector:
    "MemberExpression[property.name='pathname'] > NewExpression.object[callee.name='URL'] " +
    '> MemberExpression > MetaProperty',
  message: 'A URL’s pathname is percent-encoded and names another file: use import.meta.dirname, or fileURLToPath.',
}

const secondQuote = {
  selector: `CallExpression[callee.property.name=/^replace/] :matches(TemplateElement[value.cooked=/^'\\\\\\\\?''$/], Literal[value=/^'\\\\\\\\?''$/])`,
  message: 'There is one quote for a POSIX shell: runner/quote.ts.',
}

const procPath = /^\/proc(?:$|\/)|\/proc\//
const linuxFile = {
  selector: `:matches(Literal[value=${procPath}], TemplateElement[value.cooked=${procPath}])`,
  message: 'Only runner/host reads /proc: there is another way on macOS.',
}

/** Where paths of Linux's /proc stand that nobody on this computer opens as such. */
const mayNameProc = [
  'runner/setup/spawn.mjs', // plain JavaScript for any Node, which imports nothing from outside
  'runner/host/**', // the one reader
  'runner/machines/qemu/guest.ts', // executed in the guest
  'runner/checks/process/observe.ts', // executed in the guest
  'runner/lab/image/build/recipe.ts', // a link inside the guest
  'runner/core/unavailable.ts', // a path inside the guest, as guides name it
  'runner/machines/qemu/near-path.ts', // an open folder's short name, for a socket's path is limited
]

const everywhere = [fileOfUrl, secondQuote]

/**
 * The same as a configuration; the last that matches a file counts.
 * @type {import('eslint').Linter.Config[]}
 */
export const ownRules = [
  {
    plugins: { ours },
    rules: {
      'ours/shadows-no-global': 'error',
      'ours/says-why-caught': 'error',
      // Of browsers alone, and typed wherever the DOM is: written by mistake, they compile.
      'no-restricted-globals': [
        'error',
        ...['closed', 'event', 'find', 'length', 'name', 'open', 'origin', 'parent', 'print', 'status', 'stop', 'top'],
      ],
      'no-restricted-syntax': ['error', ...everywhere],
      // What cannot be wrapped without becoming something else: a command or a text in a template, a pattern, a URL.
      'max-len': ['error', { code: 120, ignoreUrls: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true }],
    },
  },
  {
    files: ['runner/**'],
    ignores: mayNameProc,
    rules: { 'no-restricted-syntax': ['error', ...everywhere, linuxFile] },
  },
  { files: ['runner/quote.ts'], rules: { 'no-restricted-syntax': ['error', fileOfUrl, linuxFile] } },
]
