/**
 * A wrong command that the checks of its step cannot distinguish from the right one, and need not. It still counts as
 * not caught.
 */
export interface AcceptedSurvivor {
  readonly guide: string
  readonly step: string
  /** Whether it stands in place of the step's action or of its undo. */
  readonly of: 'action' | 'undo'
  /** The mutant's name, as the report shows it. */
  readonly mutant: string
  readonly why: string
}

const accept = (guide: string, step: string, mutant: string, why: string): AcceptedSurvivor => ({
  guide,
  step,
  of: 'action',
  mutant,
  why,
})

const anyWrongPair = 'Any wrong pair of name and password is refused in the same words.'
const saveForPi = 'docker save --platform linux/arm64 -o ~/elsewhere/hello.tar localhost:5001/hello:1.0'
const neverRuns = 'The engine refuses before it looks at what follows.'

export const acceptedSurvivors: readonly AcceptedSurvivor[] = [
  accept(
    'boot2docker',
    'docker-hangs',
    'neighbour: docker images',
    'Whatever asks the engine hangs: that is the lesson, and a hanging command has said nothing.',
  ),
  accept(
    'boot2docker',
    'not-running',
    'neighbour: boot2docker ip',
    'Both are refused in the same words while the machine is down.',
  ),
  accept(
    'compose',
    'scale-fails',
    'drop-flag: docker compose up --scale web=2',
    'It fails before it would show what the containers write: there is nothing to send to the background.',
  ),
  accept('containers', 'help', 'drop-flag: docker', 'The client alone prints its help too.'),
  accept(
    'registries',
    'users',
    "rename: docker run --name users -v registry-users:/auth httpd:2.4 htpasswd -Bbc /auth/htpasswd kate 'open sesamf'",
    'The file holds a hash; the steps that log in detect a wrong password.',
  ),
  accept(
    'registries',
    'login-wrong',
    "rename: echo 'open barlez' | docker login --username kate --password-stdin localhost:5001",
    anyWrongPair,
  ),
  accept(
    'registries',
    'login-wrong',
    "rename: echo 'open barley' | docker login --username katf --password-stdin localhost:5001",
    anyWrongPair,
  ),
  accept(
    'containers',
    'run-shell',
    'drop-argument: docker run -it --name shell busybox:1.37',
    'The image’s own command is sh too.',
  ),
  accept(
    'volumes',
    'mount-refuses',
    'other-image: docker run --mount type=bind,target=/pages,source=/home/docker/paegs hello-world:linux',
    neverRuns,
  ),
  accept(
    'containers',
    'stats',
    'drop-argument: docker stats --no-stream',
    'Without a name it shows all that run, and nothing else runs here.',
  ),
  accept(
    'volumes',
    'rm-users',
    'drop-flag: docker rm db-writer db-reader',
    'That -v takes nothing here, for another container uses the volume, is the lesson.',
  ),
  accept(
    'build-for-elsewhere',
    'build-own',
    'drop-flag: docker build -t hello-elsewhere:amd64 ~/elsewhere',
    'The VM’s own platform is linux/amd64, and the engine builds for that without the flag.',
  ),
  accept(
    'build-for-elsewhere',
    'native-time',
    'drop-flag: docker run --name elsewhere-native emulated:1.0',
    'The engine’s own platform is linux/amd64, and it runs that of two without the flag.',
  ),
  accept(
    'build-for-elsewhere',
    'save',
    `nothing: true && ${saveForPi}`,
    'An earlier step has pulled the image for this platform; the pull is for who has only their own.',
  ),
  accept(
    'build-for-elsewhere',
    'save',
    `drop-flag: docker pull localhost:5001/hello:1.0 && ${saveForPi}`,
    'An earlier step has pulled the image for this platform; the pull is for who has only their own.',
  ),
  accept(
    'build-for-elsewhere',
    'run-loaded',
    'drop-flag: docker run --name elsewhere-pi --pull never localhost:5001/hello:1.0',
    'Only the image for this platform was loaded, so that the engine has no choice.',
  ),
  accept(
    'limits-and-health',
    'prune-old',
    'other-number: docker container prune -f --filter until=25h',
    'Nothing is that old, in 24 hours or in 25.',
  ),
  accept(
    'docker-for-mac',
    'host-wins',
    'neighbour: DOCKER_HOST=tcp://127.0.0.1:9 docker images',
    'Whatever asks the engine is refused in the same words, for nobody listens there.',
  ),
  accept(
    'docker-for-mac',
    'hidden-name',
    'other-number: docker exec shipshape-look nsenter -t 2 -u hostname',
    'Process 2 is a thread of the kernel, in the same name space as process 1.',
  ),
]
