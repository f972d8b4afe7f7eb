/** What any part of the runner may use: they import no Node module and none of its layers. */
const everywhere = '^runner/(errors|quote)\\.ts$'
const paths = '^runner/paths\\.ts$'
/** Set-up's lists in plain JavaScript, which need nothing themselves. */
const lists = '^runner/setup/(exit-codes|probe|programs)\\.mjs$'
const contract = '^runner/targets/target\\.ts$'

/** Dependencies point one way: each layer names what it may import; everything else is refused. */
const layers = [
  ['playbooks-model', '^playbooks/model/', []],
  ['playbooks', '^playbooks/(?!model/)', ['^playbooks/']],
  ['protocol', '^runner/protocol/', ['^playbooks/model/']],
  ['core', '^runner/core/', ['^playbooks/', '^runner/protocol/', contract, everywhere]],
  ['checks', '^runner/checks/', ['^playbooks/', '^runner/(protocol|core|host)/', contract, everywhere]],
  ['setup', '^runner/setup/', []],
  ['host', '^runner/host/', [everywhere, lists]],
  ['packages', '^runner/packages/', ['^runner/host/', everywhere]],
  ['machines', '^runner/machines/', ['^runner/host/', everywhere, paths, lists]],
  ['lab', '^runner/lab/', ['^runner/(machines|packages|host)/', everywhere, paths]],
  [
    'targets',
    '^runner/targets/',
    ['^runner/(machines|lab|host|checks|protocol)/', '^playbooks/model/', everywhere, paths],
  ],
  ['runs', '^runner/runs/', ['^runner/(core|protocol|host)/', contract, '^playbooks/', everywhere, paths]],
  [
    'preparation',
    '^runner/preparation/',
    ['^runner/(lab|machines|packages|host|protocol|setup|runs)/', contract, '^playbooks/model/', everywhere, paths],
  ],
  ['reporters', '^runner/reporters/', ['^runner/protocol/', '^playbooks/model/', everywhere]],
  ['evidence', '^runner/evidence/', ['^runner/(protocol|host)/', '^playbooks/model/', everywhere]],
  ['boot2docker', '^runner/boot2docker/', ['^runner/(machines|lab|host)/', everywhere, paths, lists]],
  ['site', '^site/', ['^playbooks/', '^runner/protocol/', '^runner/core/']],
]

/** A library through which the world is reached has one file of ours: its mistakes are understood there alone. */
const wrapped = [
  ['execa', '^runner/host/long-program\\.ts$'],
  ['dockerode', '^runner/host/engine-client\\.ts$'],
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
    ...wrapped.map(([library, path]) => ({
      name: `${library}-is-imported-by-one-file`,
      severity: 'error',
      from: { path: '^(playbooks|runner|site)/', pathNot: path },
      to: { path: `node_modules/(@types/)?${library}/`, dependencyTypesNot: ['type-only'] },
    })),
    {
      name: 'core-and-playbooks-run-in-a-browser-too',
      comment: 'The same executor is to drive a machine inside a browser tab one day.',
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
    exclude: { path: '(^|/)(dist|\\.astro)/' },
  },
}
