import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { type Client, findClient } from '../../lab/client/index.ts'
import { openNamespace, reapNamespace, type Namespace, type NamespaceOptions } from '../../lab/network/index.ts'
import { machineFiles } from '../../machines/qemu/files.ts'
import { cacheDir } from '../../paths.ts'
import type { Problem, TargetFacts } from '../../protocol/events.ts'
import type { Unavailable } from '../../protocol/unavailable.ts'
import { describeLab } from './describe.ts'
import type { ReaderHome } from './environment.ts'
import { hubAnswers } from './hub.ts'
import { type ServeOptions, serveImages, unavailableImages } from './images.ts'
import type { ServedImages } from './outside.ts'
import { placeReady, type ReadyOptions, resumeReady } from './ready.ts'
import { missingForLab } from './requirements.ts'

/** The kind of machine that guides make in the lab. */
export interface LabMachine {
  /** The file of the program that the reader calls `boot2docker`. */
  readonly command: string
  /** The file of the observer, which calls `serveProbe`. */
  readonly probe: string
  /** Whether there is a machine in the reader's home. */
  isThere(environment: ReaderHome): Promise<boolean>
  /** Puts a prepared machine there, saved. */
  place(environment: ReaderHome): Promise<void>
  /** Resolves once that machine runs and answers, with the variables that `boot2docker shellinit` would set. */
  resume(options: ReadyOptions): Promise<Readonly<Record<string, string>>>
}

/** All that the lab takes from outside. */
export interface LabWorld {
  /** What is missing on this computer; empty when the lab can be opened. */
  missing(): Promise<readonly Problem[]>
  /** What a report says of it. RunnerError('blocked') when there is nothing to boot from. */
  describe(signal: AbortSignal): Promise<TargetFacts>
  /** The Docker client of the reader's computer; undefined when there is none. */
  client(): Promise<Client | undefined>
  openNamespace(options: NamespaceOptions): Promise<Namespace>
  reapNamespace(folder: string): Promise<unknown>
  /** Whether Docker Hub answers; where it does, no stand-in is served. */
  hubAnswers(signal: AbortSignal): Promise<boolean>
  unavailableImages(): Promise<readonly Unavailable[]>
  serveImages(options: ServeOptions): Promise<ServedImages>
  readonly machine: LabMachine
}

const path = (relative: string): string => join(import.meta.dirname, relative)

const qemuMachine: LabMachine = {
  command: path('../../bin/boot2docker.mjs'),
  probe: path('probe.ts'),
  isThere: ({ machine }) =>
    access(machineFiles(machine).record).then(
      () => true,
      () => false,
    ),
  place: placeReady,
  resume: resumeReady,
}

/** A real namespace, QEMU, the image and the stand-ins of the cache. */
export const thisComputer: LabWorld = {
  missing: missingForLab,
  describe: describeLab,
  client: () => findClient({ cache: cacheDir() }),
  openNamespace,
  reapNamespace,
  hubAnswers,
  unavailableImages,
  serveImages,
  machine: qemuMachine,
}
