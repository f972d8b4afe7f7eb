import { equals, exits, gone, matches, prints, run, sh, step, text } from '../model/index.ts'
import { byName, connectedByName, networkConnect, networkCreate, networkServer, noNames } from './networks.ts'
import { portTaken, publish, publishAll, publishAllOfNone, publishPrivately } from './ports.ts'

const containers = ['web', 'second', 'private', 'hidden', 'declared', 'server', 'visitor', 'stranger', 'guide']

export const removeServers = step('remove-servers', {
  title: { en: 'Remove this guide’s containers', 'zh-cn': '删除本指南的容器' },
  action: run(sh`docker rm -f web second private hidden declared server visitor stranger guide`),
  checks: [exits(0), ...containers.map(gone)],
  undo: 'nothing', // Removing is the undo of those steps.
  undoes: [
    ...[publish, portTaken, publishPrivately, publishAllOfNone, publishAll],
    ...[networkServer, byName, noNames, networkConnect, connectedByName],
  ],
})

export const networkKept = step('network-kept', {
  title: { en: 'Make a network without that label', 'zh-cn': '创建一个没有那个标签的网络' },
  action: run(sh`docker network create lobby`),
  checks: [
    exits(0),
    { kind: 'network', name: text`lobby`, state: 'present' },
    { kind: 'inspect', of: 'network', name: text`lobby`, at: '/Labels', match: equals(text`{}`) },
  ],
  undo: run(sh`docker network rm -f lobby`),
})

export const pruneNetworks = step('prune-networks', {
  title: { en: 'Prune the networks with that label', 'zh-cn': '清理带那个标签的网络' },
  action: run(sh`docker network prune -f --filter label=lesson=prune`),
  checks: [
    exits(0),
    prints(matches(/^Deleted Networks:\nbackstage\n$/)),
    { kind: 'network', name: text`backstage`, state: 'absent' },
    { kind: 'network', name: text`lobby`, state: 'present', mayHoldBefore: 'It has no such label, so it must stay.' },
  ],
  undo: 'nothing', // Removing is the undo of those steps.
  undoes: [networkCreate],
})

export const removeNetwork = step('remove-network', {
  title: { en: 'Remove the other network by name', 'zh-cn': '按名字删除另一个网络' },
  action: run(sh`docker network rm lobby`),
  checks: [exits(0), prints(equals(text`lobby`)), { kind: 'network', name: text`lobby`, state: 'absent' }],
  undo: 'nothing', // Removing is the undo of those steps.
  undoes: [networkKept],
})
