/** What all of the runner may use below the contract, and what all but the core may. */
const basics = ['errors', 'quote', 'system-error', 'lists']
const withPaths = [...basics, 'paths']

/**
 * Dependencies point one way: a layer may import itself and the layers that it names, which all stand above it. So no
 * two layers can import each other, directly or through others. A file without a row fails `layers.test.ts`.
 */
const layers = [
  ['playbooks/model', '^playbooks/model/', []],
  ['playbooks', '^playbooks/(?!model/)', ['playbooks/model']],
  ['protocol', '^runner/protocol/', ['playbooks/model']],
  ['contract', '^runner/contract/', ['playbooks/model', 'protocol']],
  // What set-up and the runner share, in plain JavaScript.
  ['lists', '^runner/setup/(exit-codes|programs|probe|folders|imports|quiet)\\.mjs$', []],
  ['errors', '^runner/errors\\.ts$', ['playbooks/model', 'protocol', 'lists']],
  ['quote', '^runner/quote\\.ts$', ['errors']],
  ['system-error', '^runner/system-error\\.ts$', ['playbooks/model', 'errors', 'quote']],
  ['paths', '^runner/paths\\.ts$', ['lists']],
  ['host', '^runner/host/', ['playbooks/model', ...basics]],
  ['core', '^runner/core/', ['playbooks/model', 'protocol', 'contract', ...basics]],
  ['checks', '^runner/checks/', ['playbooks/model', 'protocol', 'contract', 'core', 'host', ...basics]],
  ['words', '^runner/words/', ['playbooks/model', 'protocol', 'contract', 'core', 'checks']],
  // Of the playbooks only the list, as a type: a guide is imported by its address, in a thread of its own. So are the
  // site's lists of languages and of the sidebar.
  ['by-hand', '^runner/by-hand/', ['playbooks/model', 'contract', 'core', ...basics]],
  ['guides', '^runner/guides/', ['playbooks/model', 'playbooks', 'core', 'checks', ...basics]],
  ['packages', '^runner/packages/', ['host', ...basics]],
  ['machines', '^runner/machines/', ['host', ...withPaths]],
  ['lab', '^runner/lab/', ['machines', 'packages', 'host', ...withPaths]],
  [
    'targets',
    '^runner/targets/',
    ['playbooks/model', 'protocol', 'contract', 'checks', 'machines', 'lab', 'host', ...withPaths],
  ],
  ['setup', '^runner/setup/(?!(exit-codes|programs|probe|folders|imports|quiet)\\.mjs)', ['lists']],
  [
    'runs',
    '^runner/runs/',
    ['playbooks/model', 'protocol', 'contract', 'core', 'checks', 'words', 'host', ...withPaths],
  ],
  [
    'preparation',
    '^runner/preparation/',
    ['playbooks/model', 'protocol', 'contract', 'host', 'lab', 'runs', 'setup', ...withPaths],
  ],
  ['reporters', '^runner/reporters/', ['playbooks/model', 'protocol', ...basics]],
  ['evidence', '^runner/evidence/', ['playbooks/model', 'protocol', 'core', 'host', ...basics]],
  ['boot2docker', '^runner/boot2docker/', ['machines', 'lab', 'host', ...withPaths]],
  [
    'diagnose',
    '^runner/diagnose/',
    ['playbooks/model', 'playbooks', 'protocol', 'contract', 'core', 'checks', 'host', 'targets', ...withPaths],
  ],
  ['doctor', '^runner/doctor/', ['host', 'machines', 'lab', 'targets', 'setup', 'runs', ...withPaths]],
  ['web', '^runner/web/', ['playbooks/model', 'protocol', 'contract', 'host', ...withPaths]],
  ['server', '^runner/server\\.ts$', ['playbooks/model', 'protocol', 'contract', 'core', 'runs', 'web', ...basics]],
  [
    'commands',
    '^runner/commands/',
    [
      ...[
        'playbooks/model',
        'playbooks',
        'protocol',
        'contract',
        'core',
        'checks',
        'by-hand',
        'host',
        'guides',
        'packages',
        'lab',
        'targets',
      ],
      ...['setup', 'runs', 'preparation', 'reporters', 'evidence', 'diagnose', 'doctor', 'web', 'server'],
      ...[...withPaths],
    ],
  ],
  ['cli', '^runner/cli\\.ts$', ['commands', ...basics]],
  ['bin', '^runner/bin/', ['boot2docker', 'cli', 'lists']],
  // Runs in Node, when the site is built.
  ['site build', '^site/guide-pages\\.ts$', ['guides', 'paths']],
  [
    'site',
    '^site/(?!guide-pages\\.ts)',
    ['site build', 'playbooks/model', 'playbooks', 'protocol', 'core', 'checks', 'words', 'by-hand', 'evidence'],
  ],
]

/** A library through which the world is reached has one file of ours: its mistakes are understood there alone. */
const wrapped = [
  ['execa', '^runner/host/long-program\\.ts$'],
  ['dockerode', '^runner/host/engine-client\\.ts$'],
]

const patterns = new Map(layers.map(([name, path]) => [name, path]))

/** The pattern of a layer that stands above another. */
const above = (name, imported) => {
  const names = [...patterns.keys()]
  if (names.indexOf(imported) < 0 || names.indexOf(imported) >= names.indexOf(name)) {
    throw new Error(`The layer “${name}” may import only layers above it, and “${imported}” is not.`)
  }
  return patterns.get(imported)
}

/** What looks at the world, of all checks. */
const observers = '^runner/checks/(look/|[^/]+/observe\\.ts$)'

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    ...layers.map(([name, path, imports]) => ({
      name: `${name}-imports-only-what-it-may`,
      severity: 'error',
      from: { path },
      to: {
        path: '^(playbooks|runner|site|test)/',
        pathNot: [path, ...imports.map((imported) => above(name, imported))],
      },
    })),
    ...wrapped.map(([library, path]) => ({
      name: `${library}-is-imported-by-one-file`,
      severity: 'error',
      from: { path: '^(playbooks|runner|site)/', pathNot: path },
      to: { path: `node_modules/(@types/)?${library}/`, dependencyTypesNot: ['type-only'] },
    })),
    {
      name: 'core-and-playbooks-run-in-a-browser-too',
      comment: 'The executor must also run in a browser.',
      severity: 'error',
      from: { path: '^(playbooks|runner/(protocol|contract|core))/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'judges-and-words-run-in-a-browser-too',
      comment: 'Only the observer of a check touches the world. Its type may be named everywhere.',
      severity: 'error',
      from: { path: '^runner/(checks|words)/', pathNot: observers },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'only-observers-import-observers',
      severity: 'error',
      from: { path: '^(site|runner/(core|checks|words))/', pathNot: observers },
      to: { path: observers, dependencyTypesNot: ['type-only', 'type-import'] },
    },
    {
      name: 'evidence-is-read-while-the-site-is-built',
      comment: 'It reads files and asks Git; a page must not import it in the browser.',
      severity: 'error',
      from: { path: '^site/', pathNot: '^site/evidence/' },
      to: { path: '^runner/evidence/', dependencyTypesNot: ['type-only', 'type-import'] },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { path: '^(playbooks|runner|site)/' },
      to: { path: '^test/' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.astro)/' },
  },
}
