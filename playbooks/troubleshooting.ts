import { expiredCertificate, wrongCertificate } from './troubleshooting/certificates.ts'
import { contextOverridden, oldApi } from './troubleshooting/client.ts'
import { localhostRefuses, portAllocated } from './troubleshooting/containers.ts'
import { noSpace } from './troubleshooting/disk.ts'
import { emptyFolder, mountDenied } from './troubleshooting/folders.ts'
import { hangs } from './troubleshooting/hangs.ts'
import { noManifest, pullDenied, tagUnknown } from './troubleshooting/images.ts'
import { containerProxy, containerVpn } from './troubleshooting/outward.ts'
import { noPermission } from './troubleshooting/permission.ts'
import { execFormat } from './troubleshooting/processor.ts'
import { cannotConnect } from './troubleshooting/reach.ts'
import { mountsDenied, noCredentialHelper, registryTimeout, tooManyRequests } from './troubleshooting/registry.ts'
import { toolIgnoresContext } from './troubleshooting/tools.ts'
import type { Symptom } from './troubleshooting/symptom.ts'

export * from './troubleshooting/certificates.ts'
export * from './troubleshooting/client.ts'
export * from './troubleshooting/containers.ts'
export * from './troubleshooting/disk.ts'
export * from './troubleshooting/folders.ts'
export * from './troubleshooting/hangs.ts'
export * from './troubleshooting/images.ts'
export * from './troubleshooting/outward.ts'
export * from './troubleshooting/permission.ts'
export * from './troubleshooting/processor.ts'
export * from './troubleshooting/reach.ts'
export * from './troubleshooting/recognise.ts'
export * from './troubleshooting/registry.ts'
export * from './troubleshooting/tools.ts'
export { found } from './troubleshooting/symptom.ts'
export type { Cause, EngineAnswer, Sign, Symptom } from './troubleshooting/symptom.ts'

/** The most frequent errors, as the reader sees them, in the order in which a reader meets them. */
export const symptoms: readonly Symptom[] = [
  cannotConnect,
  noPermission,
  contextOverridden,
  toolIgnoresContext,
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
  containerVpn,
  containerProxy,
  noCredentialHelper,
  tooManyRequests,
  pullDenied,
  tagUnknown,
  noManifest,
  execFormat,
  noSpace,
]
