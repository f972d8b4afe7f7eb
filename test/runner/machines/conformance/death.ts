import { expect, onTestFinished, test } from 'vitest'
import { bringInto, machineIn, type MakeMachine, never, outputOf, start } from './under-test.ts'

/** The hypervisor's process ends in the middle. */
export const deathTests = (make: MakeMachine): void => {
  test('that is killed is aborted; its command fails, and so does the next; it starts with its disk', async ({
    onTestFinished,
  }) => {
    const { machine, disk, kill } = await machineIn(make, 'running', onTestFinished)
    await outputOf(machine, `echo kept > ${disk}/word; sync`)
    const running = machine.exec('sleep 60', { user: 'root', signal: never })
    const failure = expect(running).rejects.toMatchObject({ name: 'RunnerError', code: 'broken' })
    await kill()
    await failure
    expect(await machine.state()).toBe('aborted')
    await expect(machine.exec('true', { user: 'root', signal: never })).rejects.toMatchObject({ code: 'broken' })
    await start(machine)
    expect(await machine.state()).toBe('running')
    expect(await outputOf(machine, `cat ${disk}/word`)).toBe('kept\n')
  })
}

/** Two machines at once. */
export const togetherTests = (make: MakeMachine): void => {
  test('two at once do not see each other, and end by themselves', async () => {
    const [one, two] = await Promise.all([make(), make()])
    onTestFinished(async () => {
      await Promise.all([one.dispose(), two.dispose()])
    })
    await Promise.all([bringInto(one, 'running'), bringInto(two, 'running')])
    await outputOf(one.machine, `echo one > ${one.memory}/word`)
    expect(await outputOf(two.machine, `ls ${two.memory}`)).not.toContain('word')
    await one.machine.powerOff()
    expect([await one.machine.state(), await two.machine.state()]).toEqual(['poweroff', 'running'])
    expect(await outputOf(two.machine, 'echo alive')).toBe('alive\n')
  })
}
