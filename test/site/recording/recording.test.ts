import { describe, expect, test } from 'vitest'
import * as guide from '../../../playbooks/boot2docker.ts'
import { actionHash } from '../../../runner/core/hash.ts'
import type { Cast, CastEvent } from '../../../runner/protocol/cast.ts'
import { cutOf, dayOf } from '../../../site/recording/cut.ts'
import { changedSince, stepsBetween } from '../../../site/recording/steps.ts'
import { Player, type PlayerView } from '../../../site/recording/player.ts'

const castOf = (events: readonly CastEvent[], steps: { readonly [step: string]: string } = {}): Cast => ({
  header: {
    version: 2,
    width: 100,
    height: 30,
    timestamp: 1_700_000_000,
    idle_time_limit: 2,
    title: 'A guide',
    env: { SHELL: '/bin/bash', TERM: 'dumb' },
    shipshape: { playbook: 'p', target: 'lab', description: 'lab', contentHash: 'c', steps },
  },
  events,
})

const recorded = castOf([
  [0, 'm', 'one: First'],
  [0, 'o', '$ ls\r\n'],
  [0.25, 'o', 'a\r\n'],
  [30, 'm', 'two: Second'],
  [30, 'o', '$ up\r\n'],
  [30.5, 'o', '.'],
  [41, 'o', '.'],
  [41.1, 'o', '\r\nStarted.\r\n'],
])

describe('a cut of a recording', () => {
  test('has the steps that were asked for, in their own time, with long silences shortened', () => {
    expect(cutOf(recorded, ['one', 'two'])).toEqual({
      milliseconds: 4850,
      pieces: [
        { at: 0, text: '$ ls\n', isTyped: true },
        { at: 250, text: 'a\n', isTyped: false },
        { at: 2250, text: '$ up\n', isTyped: true },
        { at: 2750, text: '.', isTyped: false },
        { at: 4750, text: '.', isTyped: false },
        { at: 4850, text: '\nStarted.\n', isTyped: false },
      ],
    })
  })

  test('begins where its first step begins', () => {
    expect(cutOf(recorded, ['two'])?.pieces.map(({ at }) => at)).toEqual([0, 500, 2500, 2600])
  })

  test('of steps that were never recorded is none', () => {
    expect(cutOf(recorded, ['three'])).toBeUndefined()
  })

  test('shows a redrawn line as it was at last', () => {
    const cut = cutOf(
      castOf([
        [0, 'm', 'one: x'],
        [0, 'o', '$ get\r\n'],
        [1, 'o', 'at 10%'],
        [2, 'o', '\r\x1b[Kat 20%'],
        [3, 'o', '\r\x1b[Kdone\r\n'],
      ]),
      ['one'],
    )
    expect(cut?.pieces.map(({ text }) => text)).toEqual(['$ get\n', 'done\n'])
  })
})

test('a recording shows its day', () => {
  expect(dayOf(castOf([]))).toBe('2023-11-14')
})

test('the steps between two are those of their guide, both counted', () => {
  expect(stepsBetween(guide.boot2docker, guide.init, guide.shellinit).map(({ id }) => id)).toEqual([
    'init',
    'up',
    'shellinit',
  ])
})

test('a recording knows which of its steps do something else today', async () => {
  const cast = castOf([], { init: await actionHash(guide.init), up: 'another' })
  expect(await changedSince(cast, [guide.init, guide.up, guide.web])).toEqual([guide.up])
})

describe('a player', () => {
  const playerOf = (): { player: Player; views: PlayerView[]; draw: (now: number) => void } => {
    const views: PlayerView[] = []
    let drawing: ((now: number) => void) | undefined
    const player = new Player(
      1000,
      (draw) => (drawing = draw),
      (view) => views.push(view),
    )
    const draw = (now: number): void => {
      const due = drawing
      drawing = undefined
      due?.(now)
    }
    return { player, views, draw }
  }

  test('begins at the end, so that all of the text is there', () => {
    expect(playerOf().player.view).toEqual({ position: 1000, state: 'ended' })
  })

  test('plays from the start in its own time, and ends', () => {
    const { player, views, draw } = playerOf()
    player.play()
    for (const now of [5000, 5400, 5900, 6100, 6200]) draw(now)
    expect(views).toEqual([
      { position: 0, state: 'playing' },
      { position: 0, state: 'playing' },
      { position: 400, state: 'playing' },
      { position: 900, state: 'playing' },
      { position: 1000, state: 'ended' },
    ])
  })

  test('goes on where it was paused, and the pause is not counted', () => {
    const { player, draw } = playerOf()
    player.play()
    for (const now of [0, 300]) draw(now)
    player.pause()
    draw(400)
    expect(player.view).toEqual({ position: 300, state: 'still' })
    player.play()
    for (const now of [9000, 9100]) draw(now)
    expect(player.view).toEqual({ position: 400, state: 'playing' })
  })

  test('goes to any moment and stays there', () => {
    const { player, draw } = playerOf()
    player.play()
    player.seek(700)
    draw(50)
    expect(player.view).toEqual({ position: 700, state: 'still' })
    player.seek(1000)
    expect(player.view.state).toBe('ended')
  })
})
