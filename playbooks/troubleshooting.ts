import { expiredCertificate, wrongCertificate } from './troubleshooting/certificates.ts'
import { contextOverridden, oldApi } from './troubleshooting/client.ts'
import { emptyFolder, execFormat, localhostRefuses, mountDenied, portAllocated } from './troubleshooting/containers.ts'
import { noManifest, noSpace, pullDenied, tagUnknown } from './troubleshooting/images.ts'
import { mountsDenied, noCredentialHelper, registryTimeout, tooManyRequests } from './troubleshooting/registry.ts'
import { cannotConnect, hangs, noPermission } from './troubleshooting/reach.ts'
import type { Symptom } from './troubleshooting/symptom.ts'

export * from './troubleshooting/certificates.ts'
export * from './troubleshooting/client.ts'
export * from './troubleshooting/containers.ts'
export * from './troubleshooting/images.ts'
export * from './troubleshooting/reach.ts'
export * from './troubleshooting/recognise.ts'
export * from './troubleshooting/registry.ts'
export { found } from './troubleshooting/symptom.ts'
export type { Cause, EngineAnswer, Sign, Symptom } from './troubleshooting/symptom.ts'

/** The most frequent errors, as the reader sees them, in the order in which a reader meets them. */
export const symptoms: readonly Symptom[] = [
  cannotConnect,
  noPermission,
  contextOverridden,
  expiredCertificate,
  wrongCertificate,
  registryTimeout,
  hangs,
  oldApi,
  localhostRefuses,
  portAllocated,
  emptyFolder,
  mountsDenied,
  mountDenied,
  noCredentialHelper,
  tooManyRequests,
  pullDenied,
  tagUnknown,
  noManifest,
  execFormat,
  noSpace,
]
