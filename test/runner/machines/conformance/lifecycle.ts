import { describe, expect, onTestFinished, test } from 'vitest'
import { forwardTo, greeting, machineIn, type MakeMachine, never, outputOf, start } from './under-test.ts'

/** What a machine of this state refuses: it says why at once, and stays as it was. */
const refusals = (make: MakeMachine): void => {
  test.each(['poweroff', 'saved', 'aborted'] as const)(
    'that is “%s” cannot be saved, reset or given a command, and stays as it was',
    async (state) => {
      const { machine } = await machineIn(make, state, onTestFinished)
      const notRunning = { name: 'RunnerError', code: 'broken', message: 'The VM is not running.' }
      await expect(machine.save(never)).rejects.toMatchObject(notRunning)
      await expect(machine.reset()).rejects.toMatchObject(notRunning)
      await expect(machine.exec('true', { user: 'root', signal: never })).rejects.toMatchObject({ code: 'broken' })
      expect(await machine.state()).toBe(state)
    },
  )

  test.each(['poweroff', 'saved', 'aborted'] as const)('that is “%s” is left as it is by “stop”', async (state) => {
    const { machine } = await machineIn(make, state, onTestFinished)
    await machine.stop(never)
    await machine.stop(never)
    expect(await machine.state()).toBe(state)
  })
}

const endings = (make: MakeMachine): void => {
  test.each(['poweroff', 'saved', 'aborted', 'running'] as const)(
    'that is “%s” is off after “powerOff”, and is off after another',
    async (state) => {
      const { machine } = await machineIn(make, state, onTestFinished)
      await machine.powerOff()
      await machine.powerOff()
      expect(await machine.state()).toBe('poweroff')
    },
  )

  test.each(['poweroff', 'saved', 'aborted', 'running'] as const)(
    'that is “%s” is gone after “delete”; to delete it again does nothing',
    async (state) => {
      const { machine, exists } = await machineIn(make, state, onTestFinished)
      expect(await exists()).toBe(true)
      await machine.delete()
      expect(await exists()).toBe(false)
      await machine.delete()
      expect(await machine.state()).toBe('poweroff')
      await expect(start(machine)).rejects.toMatchObject({ code: 'broken', message: /is gone/ })
    },
  )
}

const starts = (make: MakeMachine): void => {
  test('that is saved runs on with its memory, is joined by a second start, and can be saved again', async () => {
    const { machine, memory } = await machineIn(make, 'saved', onTestFinished)
    await start(machine)
    await outputOf(machine, `echo kept > ${memory}/word`)
    await start(machine)
    expect(await machine.state()).toBe('running')
    await machine.save(never)
    expect(await machine.state()).toBe('saved')
    await start(machine)
    expect(await outputOf(machine, `cat ${memory}/word`)).toBe('kept\n')
  })

  test('whose start is given up is as it was, and starts later', async () => {
    const { machine } = await machineIn(make, 'saved', onTestFinished)
    const giveUp = new AbortController()
    const starting = start(machine, giveUp.signal)
    giveUp.abort()
    await expect(starting).rejects.toThrow()
    expect(await machine.state()).toBe('saved')
    await start(machine)
    expect(await machine.state()).toBe('running')
  })
}

/** A cold start takes long, so those run side by side. */
export const coldStartTests = (make: MakeMachine): void => {
  test('that was stopped starts with its disk and its forwards, and with an empty memory', async ({
    onTestFinished,
  }) => {
    const { machine, memory, disk, freePort, greetingAt } = await machineIn(make, 'running', onTestFinished)
    await outputOf(machine, `echo lost > ${memory}/word; echo kept > ${disk}/word; sync`)
    await machine.stop(never)
    expect(await machine.state()).toBe('poweroff')
    const port = await freePort()
    await machine.addForward(forwardTo(port))
    expect(await greetingAt(port)).toBeUndefined()
    await start(machine)
    expect(await machine.state()).toBe('running')
    expect(await outputOf(machine, `cat ${disk}/word; ls ${memory}/word 2>/dev/null`)).toBe('kept\n')
    expect(await greetingAt(port)).toMatch(greeting)
  })

  test('that is reset runs, and loses its memory', async ({ onTestFinished }) => {
    const { machine, memory } = await machineIn(make, 'running', onTestFinished)
    await outputOf(machine, `echo lost > ${memory}/word`)
    await machine.reset()
    expect(await machine.state()).toBe('running')
    await expect
      .poll(() => outputOf(machine, `ls ${memory}`).catch(() => 'word'), { timeout: 120_000 })
      .not.toContain('word')
    await start(machine)
  })
}

export const lifecycleTests = (make: MakeMachine): void => {
  describe('one after the other', () => {
    refusals(make)
    endings(make)
    starts(make)
  })
}
