import { describe, expect, test } from 'vitest'
import { closureOf, offersOf, type Wanted } from '../../../runner/packages/closure.ts'
import { field, parseDependencies, parseStanzas } from '../../../runner/packages/control.ts'

describe('a list of packages', () => {
  test('is read paragraph by paragraph, folded lines kept', () => {
    const text = 'Package: a\nDescription: short\n long\n .\n more\nSize: 3\n\n\n\nPackage: b\nTag:\n'
    expect(parseStanzas(text).map((each) => Object.fromEntries(each))).toEqual([
      { Package: 'a', Description: 'short\n long\n .\n more', Size: '3' },
      { Package: 'b', Tag: '' },
    ])
  })

  test('has no paragraphs when it is empty', () => {
    expect(parseStanzas('')).toEqual([])
    expect(parseStanzas('\n\n\n')).toEqual([])
  })

  test('has dependencies with alternatives, versions and architectures', () => {
    expect(parseDependencies('a (>= 1:2.0~rc1) | b:any, c:amd64 (<< 3), libstdc++6 ( = 1 ) ')).toEqual([
      [{ name: 'a', relation: '>=', version: '1:2.0~rc1' }, { name: 'b' }],
      [{ name: 'c', relation: '<<', version: '3' }],
      [{ name: 'libstdc++6', relation: '=', version: '1' }],
    ])
    expect(parseDependencies('')).toEqual([])
  })
})

describe('the packages that are needed', () => {
  const offered = offersOf(
    parseStanzas(
      [
        'Package: app\nVersion: 1\nDepends: lib (>= 1), one | other\nPre-Depends: early\nRecommends: nice',
        'Package: app\nVersion: 2\nDepends: lib (>= 2), one | other, virtual\nPre-Depends: early',
        'Package: lib\nVersion: 2\nDepends: app',
        'Package: early\nVersion: 1',
        'Package: other\nVersion: 1',
        'Package: provider\nVersion: 1\nProvides: virtual (= 1), more',
        'Package: provider-too\nVersion: 1\nProvides: virtual',
        'Package: nice\nVersion: 1',
        'Package: both\nVersion: 1\nDepends: one | early | other',
        'Package: hopeless\nVersion: 1\nDepends: nothing | nobody, never (>= 2), virtual',
      ].join('\n\n'),
    ),
  )
  const namesOf = (wanted: Wanted): readonly string[] => [...closureOf(offered, wanted).packages.keys()].sort()

  test('are of the newest version that is offered', () => {
    const found = closureOf(offered, { names: ['app'] }).packages.get('app')
    expect(found === undefined ? '' : field(found, 'Version')).toBe('2')
  })

  test('are all that they depend on, in circles too, but nothing that is only recommended', () => {
    expect(closureOf(offered, { names: ['app'] }).unsatisfied).toEqual([])
    expect(namesOf({ names: ['app'] })).toEqual(['app', 'early', 'lib', 'other', 'provider'])
  })

  test('are once there although they are wanted twice', () => {
    expect(namesOf({ names: ['early', 'early', 'lib'] })).toEqual(namesOf({ names: ['lib', 'early'] }))
  })

  test('are of alternatives the one that is there already, else the first that is offered', () => {
    expect(namesOf({ names: ['both'] })).toEqual(['both', 'early'])
    expect(namesOf({ names: ['other', 'both'] })).toEqual(['both', 'other'])
  })

  test('are by a name that several provide the one that is there already', () => {
    expect(namesOf({ names: ['provider-too', 'app'] })).toEqual(['app', 'early', 'lib', 'other', 'provider-too'])
    expect(namesOf({ names: ['virtual'] })).toEqual(['provider'])
  })

  test('are not what is left out, nor what only that needs', () => {
    expect(namesOf({ names: ['app'], without: ['lib', 'virtual'] })).toEqual(['app', 'early', 'other'])
    expect(namesOf({ names: ['app'], without: ['app'] })).toEqual([])
  })

  test('are not what is there below already', () => {
    expect(namesOf({ names: ['app'], onTopOf: new Set(['early', 'other', 'provider']) })).toEqual(['app', 'lib'])
  })

  test('are named with who needs them when nothing satisfies that', () => {
    expect(closureOf(offered, { names: ['hopeless', 'unknown'] }).unsatisfied).toEqual([
      'unknown, needed by the recipe',
      'nothing | nobody, needed by hopeless',
      'never, needed by hopeless',
    ])
  })
})
