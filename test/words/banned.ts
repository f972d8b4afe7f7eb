/** Words that this project does not use, because an engineer would neither guess them nor search for them. */
export interface Banned {
  /** Matched against lower-case text, in which identifiers are split into words: `takeBack` is `take back`. */
  readonly pattern: RegExp
  /** What to write instead. */
  readonly use: string
  /** Texts that must be refused. */
  readonly refused: readonly [string, ...string[]]
  /** Phrases in which the same word has another meaning; they are removed before the pattern is tried. */
  readonly allowed?: readonly RegExp[]
  /** Texts that must not be refused. */
  readonly accepted?: readonly string[]
}

/** Files and folders that are checked. */
export const paths: readonly string[] = [
  ...['playbooks', 'runner', 'site', 'test', '.ci', '.github', '.gitlab-ci.yml'],
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'],
]

/** Files that are not prose or code of the project. This folder has to contain the words that it refuses. */
export const leftOut = /^test\/words\/|\.(?:json|lock|asc|cast|png|svg|ico|gz)$/

export const banned: readonly Banned[] = [
  {
    pattern: /\bmend(?:s|ed|ing)?\b/,
    use: 'fix',
    refused: ['one command that mends it', 'mended', 'const mendCommand', 'mend'],
    accepted: ['recommends', 'amend the commit'],
  },
  {
    pattern: /\bheal(?:s|ed|ing)?\b/,
    use: 'fix',
    refused: ['the step that heals it', 'heal', 'healed'],
    accepted: ['a health check', 'unhealthy'],
  },
  { pattern: /\bcure[sd]?\b/, use: 'fix', refused: ['its cure', 'cures', 'cured'], accepted: ['secure', 'procured'] },
  {
    pattern: /\broads?\b/,
    use: 'independently, unreachable, route',
    refused: ['by another road', 'no roads to it', 'ownRoad'],
    accepted: ['broadcast', 'a roadmap'],
  },
  {
    pattern: /\b(?:tells?|told|telling|teller)\b/,
    use: 'report, describe, print, show, distinguish',
    refused: ['tells its version', 'is told in Chinese', 'inTelling', 'cannot tell', 'a teller'],
    accepted: ['a satellite'],
  },
  {
    pattern: /\black(?:s|ed|ing)?\b/,
    use: 'missing, unmet',
    refused: ['this computer lacks something', 'Lack', 'lacks()', 'lacking', 'lacked'],
    // Evidence and mutation reports were hashed with this value.
    allowed: [/'excludes' \? 'lacks'/],
    accepted: ['black', 'slack', "value === 'excludes' ? 'lacks' : value"],
  },
  {
    pattern: /\bdoors?\b/,
    use: 'endpoint',
    refused: ['sshDoor', 'EngineDoor', 'doors'],
    // The kind of a sign in playbooks/troubleshooting.
    accepted: ['outdoors'],
  },
  { pattern: /\beyes\b/, use: 'look context, observer', refused: ['its own eyes', 'openEyes'] },
  {
    pattern: /\bhands\b/,
    use: 'executor',
    refused: ['the hands of a target', 'openHands'],
    allowed: [/\bhands (?:over|out|on)\b/],
    accepted: ['it hands over to Node 24'],
  },
  { pattern: /\blookout\b/, use: 'observer', refused: ['a lookout', 'Lookout'] },
  { pattern: /\bdesk\b/, use: 'run service', refused: ['the desk', 'runDesk'], accepted: ['Docker Desktop'] },
  { pattern: /\bsurroundings\b/, use: 'environment', refused: ['broken surroundings'] },
  { pattern: /\bown words\b/, use: 'command output, error message', refused: ['in its own words', 'ownWords'] },
  {
    pattern: /\bclaim(?:s|ed|ing)?\b/,
    use: 'assertion, statement',
    refused: ['what a check claims', 'claim()', 'claimed', 'claiming'],
    allowed: [/\b(?:jwt|token|volume) claims?\b/],
    accepted: ['a JWT claim', 'a persistent volume claim', 'reclaimable'],
  },
  { pattern: /\banew\b/, use: 'again', refused: ['started anew'] },
  { pattern: /\bthereby\b/, use: 'so', refused: ['and thereby'] },
  {
    pattern: /\bno more\b(?! than\b)/,
    use: 'no longer, not any more',
    refused: ['its target is no more', 'no more of them'],
    accepted: ['no more than 64 KiB'],
  },
  { pattern: /\bshel(?:f|ves)\b/, use: 'sidebar group', refused: ['a shelf', 'shelves'] },
  { pattern: /\bhunt(?:s|ed|ing|er)?\b/, use: 'mutation run, mutate', refused: ['the hunt', 'hunted', 'huntStep'] },
  {
    pattern: /\bground\b/,
    use: 'baseline',
    refused: ['the ground under it', 'openGround'],
    accepted: ['background', 'foreground'],
  },
  {
    pattern: /\bmutation stage\b|\bstage of (?:a|the) mutation\b/,
    use: 'fixture',
    refused: ['the mutation stage', 'mutationStage', 'the stage of a mutation'],
    accepted: ['a multi-stage build', 'stage: test'],
  },
  {
    pattern: /\b(?:tak(?:e|es|en|ing)|took|put(?:s|ting)?) (?:it |them |this |everything |anything |all )*back\b/,
    use: 'undo, restore, clean up',
    refused: ['takes back what was done', 'take it all back', 'could not be taken back', 'puts it back', 'takeBack'],
    accepted: ['take backups', 'from the backports'],
  },
  {
    pattern: /\bplug\b/,
    use: 'power off, force off',
    refused: ['Pull its plug', 'as pulling the plug'],
    allowed: [/\bplug-ins?\b/],
    accepted: ['a plugin', 'a plug-in'],
  },
  {
    pattern: /\bso (?:many|much|long|large)\b/,
    use: 'the number by its name (maxShownChars, deadlineMs)',
    refused: ['so many characters', 'at most so long', 'so large', 'so much'],
    accepted: ['so that many', 'as long as', 'not seen so far'],
  },
  { pattern: /\bthings? of (?:its|their) own\b/, use: 'the kind of thing', refused: ['a thing of its own'] },
  { pattern: /\bmisbehav(?:e|es|ed|ing)\b/, use: 'fail', refused: ['a guest that misbehaves', 'misbehave'] },
  { pattern: /\bliars?\b/, use: 'wrong, fail', refused: ['makes the guide a liar', 'liars'], accepted: ['familiar'] },
  { pattern: /\bleave to person\b/, use: 'skip a manual step', refused: ['leaveToPerson(step)'] },
  { pattern: /\bnot this way\b/, use: 'Method not allowed.', refused: ['Not this way.'] },
  { pattern: /\bnobody here knows\b/, use: 'Unknown', refused: ['Nobody here knows the symptom'] },
  { pattern: /\brun of no step\b/, use: 'No steps were run.', refused: ['A run of no step proves nothing.'] },
  { pattern: /引擎所在的电脑/, use: '宿主机', refused: ['在引擎所在的电脑上'] },
  { pattern: /薄层/, use: '可写层', refused: ['写进了自己的薄层'] },
  { pattern: /揭开盖子/, use: '底层原理', refused: ['揭开盖子'] },
  { pattern: /坐进容器/, use: '进入容器', refused: ['坐进容器'] },
  { pattern: /带锁的门/, use: '配置 SSH 登录、启用双向 TLS', refused: ['带锁的门'] },
  { pattern: /写一份配方/, use: '编写 Dockerfile', refused: ['写一份配方'] },
]
