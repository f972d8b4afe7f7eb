/** Dependencies point one way: each layer names what it may import; everything else is refused. */
const layers = [
  ['playbooks-model', '^playbooks/model/', []],
  ['playbooks', '^playbooks/(?!model/)', ['^playbooks/']],
  ['protocol', '^runner/protocol/', ['^playbooks/model/']],
  [
    'core',
    '^runner/core/',
    ['^playbooks/', '^runner/protocol/', '^runner/targets/target\\.ts$', '^runner/errors\\.ts$'],
  ],
  [
    'checks',
    '^runner/checks/',
    ['^playbooks/', '^runner/(protocol|core)/', '^runner/targets/target\\.ts$', '^runner/errors\\.ts$'],
  ],
  ['host', '^runner/host/', ['^runner/errors\\.ts$']],
  ['packages', '^runner/packages/', ['^runner/host/', '^runner/errors\\.ts$']],
  ['machines', '^runner/machines/', ['^runner/host/', '^runner/(errors|paths)\\.ts$']],
  ['lab', '^runner/lab/', ['^runner/(machines|packages|host)/', '^runner/(errors|paths)\\.ts$']],
  [
    'targets',
    '^runner/targets/',
    ['^runner/(machines|lab|host|checks|protocol)/', '^playbooks/model/', '^runner/(errors|paths)\\.ts$'],
  ],
  [
    'runs',
    '^runner/runs/',
    ['^runner/(core|protocol)/', '^runner/targets/target\\.ts$', '^playbooks/', '^runner/(errors|paths)\\.ts$'],
  ],
  [
    'preparation',
    '^runner/preparation/',
    [
      '^runner/(lab|machines|packages|host|protocol|setup|runs)/',
      '^runner/targets/target\\.ts$',
      '^playbooks/model/',
      '^runner/(errors|paths)\\.ts$',
    ],
  ],
  ['reporters', '^runner/(reporters|evidence)/', ['^runner/protocol/', '^playbooks/model/', '^runner/errors\\.ts$']],
  ['boot2docker', '^runner/boot2docker/', ['^runner/(machines|lab|host)/', '^runner/(errors|paths)\\.ts$']],
  ['site', '^site/', ['^playbooks/', '^runner/protocol/', '^runner/core/']],
]

const itself = (path) => path.replace(/\(\?!model\/\)/, '')

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    ...layers.map(([name, path, allowed]) => ({
      name: `${name}-imports-only-what-it-may`,
      severity: 'error',
      from: { path },
      to: { path: '^(playbooks|runner|site|test)/', pathNot: [itself(path), ...allowed] },
    })),
    {
      name: 'core-and-playbooks-run-in-a-browser-too',
      comment: 'The executor must also run in a browser.',
      severity: 'error',
      from: { path: '^(playbooks|runner/(protocol|core))/' },
      to: { dependencyTypes: ['core'] },
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
    exclude: { path: '(^|/)(node_modules|dist|\\.astro)/' },
  },
}
