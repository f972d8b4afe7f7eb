import type { Playbook } from './model/index.ts'
import * as binds from './docker-basics/binds.ts'
import * as build from './docker-basics/build.ts'
import * as byHand from './docker-basics/by-hand.ts'
import * as care from './docker-basics/care.ts'
import * as cleanUp from './docker-basics/clean-up.ts'
import * as client from './docker-basics/client.ts'
import * as containers from './docker-basics/containers.ts'
import * as ends from './docker-basics/ends.ts'
import * as images from './docker-basics/images.ts'
import * as inside from './docker-basics/inside.ts'
import * as networks from './docker-basics/networks.ts'
import * as ports from './docker-basics/ports.ts'
import * as registry from './docker-basics/registry.ts'
import * as remove from './docker-basics/remove.ts'
import * as sharing from './docker-basics/sharing.ts'
import * as volumes from './docker-basics/volumes.ts'
import { dockerClient } from './needs.ts'

export * from './docker-basics/binds.ts'
export * from './docker-basics/build.ts'
export * from './docker-basics/by-hand.ts'
export * from './docker-basics/care.ts'
export * from './docker-basics/clean-up.ts'
export * from './docker-basics/client.ts'
export * from './docker-basics/containers.ts'
export * from './docker-basics/ends.ts'
export * from './docker-basics/images.ts'
export * from './docker-basics/inside.ts'
export * from './docker-basics/networks.ts'
export * from './docker-basics/ports.ts'
export * from './docker-basics/registry.ts'
export * from './docker-basics/remove.ts'
export * from './docker-basics/sharing.ts'
export * from './docker-basics/volumes.ts'

/** The commands that everybody needs, each seen at work: images, containers, ports, volumes, networks. */
export const dockerBasics: Playbook = {
  id: 'docker-basics',
  title: { en: 'Docker basics', 'zh-cn': 'Docker 基础' },
  targets: ['lab'],
  machine: 'ready',
  duration: '8m',
  needs: [dockerClient],
  changes: {
    en:
      'Images, containers, volumes and networks on the engine, and the folders ~/sinatra and ~/basics on your ' +
      'computer. Each is removed by the guide itself, or by the undo of the step that made it.',
    'zh-cn':
      '会在引擎上创建镜像、容器、卷和网络，并在你的电脑上创建 ~/sinatra 和 ~/basics 文件夹。这些都由本指南自己删除，或由创建它的步骤撤销。',
  },
  steps: [
    client.version,
    client.dashes,
    client.help,
    client.runHelp,
    images.pull,
    images.images,
    images.search,
    images.inspectImage,
    images.digest,
    images.untagBusybox,
    images.pullDigest,
    images.tagDigest,
    byHand.workshop,
    byHand.changed,
    byHand.commit,
    byHand.commitHistory,
    byHand.reader,
    build.appFile,
    build.dockerfile,
    build.build,
    build.buildHistory,
    build.runApp,
    build.appAnswers,
    build.removeApp,
    registry.users,
    registry.registry,
    registry.tag,
    registry.pushRefused,
    registry.loginWrong,
    registry.login,
    registry.push,
    remove.removeName,
    remove.inUse,
    remove.removeReader,
    remove.removeImage,
    registry.pullBack,
    registry.returned,
    remove.force,
    remove.survives,
    remove.removeContainers,
    registry.logout,
    registry.removeRegistry,
    containers.runEcho,
    containers.runRm,
    containers.runShell,
    containers.runBackground,
    containers.create,
    containers.startCreated,
    containers.ps,
    containers.psAll,
    containers.logs,
    inside.top,
    inside.stats,
    inside.exec,
    inside.execShell,
    inside.execBash,
    inside.writeGreeting,
    inside.copyIn,
    inside.copyOut,
    inside.rename,
    ends.pause,
    ends.unpause,
    ends.stop,
    ends.restart,
    ends.kill,
    ends.stubborn,
    ends.stopStubborn,
    ends.exitOne,
    ends.exitNoImage,
    ends.exitNotExecutable,
    ends.exitNotFound,
    ends.exitKilled,
    care.restartOnFailure,
    care.restartUnlessStopped,
    care.stopStays,
    care.healthStarting,
    care.healthy,
    care.unhealthy,
    care.rmRefused,
    care.rmForce,
    ports.publish,
    ports.publishedAnswers,
    ports.localhostIsYours,
    ports.portOf,
    ports.portTaken,
    ports.publishPrivately,
    ports.privateRefuses,
    ports.privateAnswers,
    ports.publishAllOfNone,
    ports.publishAll,
    ports.chosenPort,
    ports.chosenAnswers,
    binds.machinePage,
    binds.bindRead,
    binds.bindWrite,
    binds.bindReadOnly,
    binds.bindTypo,
    binds.mountRefuses,
    volumes.anonymousVolume,
    volumes.anonymousName,
    volumes.rmKeeps,
    volumes.volumeCreate,
    volumes.volumeWrite,
    volumes.volumeInUse,
    volumes.writerVolumes,
    volumes.rmWithVolumes,
    volumes.volumeRead,
    volumes.volumeBackup,
    volumes.volumeLose,
    volumes.volumeRestore,
    volumes.volumeUnused,
    volumes.volumePrune,
    volumes.volumePruneAll,
    sharing.dataContainer,
    sharing.dataVolume,
    sharing.volumesFrom,
    sharing.volumesFromAgain,
    sharing.rmUsers,
    sharing.rmData,
    networks.networkCreate,
    networks.networkServer,
    networks.byName,
    networks.noNames,
    networks.networkConnect,
    networks.connectedByName,
    networks.networkInUse,
    cleanUp.systemDf,
    cleanUp.labelled,
    cleanUp.pruneOld,
    cleanUp.pruneLabelled,
    cleanUp.commitNameless,
    cleanUp.pruneImages,
    cleanUp.removeAll,
    cleanUp.networkKept,
    cleanUp.pruneNetworks,
    cleanUp.removeNetwork,
    cleanUp.removeVolume,
  ],
}
