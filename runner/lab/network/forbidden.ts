import { RunnerError } from '../../errors.ts'
import { kernelSetting } from '../../host/linux-files.ts'

/** Each setting with which Linux forbids unprivileged namespaces, and the value that allows them. */
const locks = [
  { name: 'kernel.apparmor_restrict_unprivileged_userns', closed: '1', open: '0' },
  { name: 'kernel.unprivileged_userns_clone', closed: '0', open: '1' },
  { name: 'user.max_user_namespaces', closed: '0', open: '15000' },
] as const

/** Why no namespace could be made, with the setting that forbids it, if one does. */
export const namespaceForbidden = (said: string): RunnerError => {
  const lock = locks.find(({ name, closed }) => kernelSetting(name) === closed)
  const because = lock === undefined ? '' : ` The setting ${lock.name} is ${lock.closed}.`
  return new RunnerError(
    'blocked',
    `This computer does not allow a network namespace of your own: ${said.trim()}.${because}`,
    {
      hint:
        lock === undefined
          ? 'sudo sysctl -w user.max_user_namespaces=15000'
          : `sudo sysctl -w ${lock.name}=${lock.open}`,
    },
  )
}
