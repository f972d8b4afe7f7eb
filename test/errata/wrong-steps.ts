import { type Action, run, sh } from '../../playbooks/model/index.ts'

/** What an old note instructed its readers to type, which the checks must catch. */
export interface WrongStep {
  /** Which erratum of which note it is: `mac/1`. `typed/…`: no note says so, but readers type it. */
  readonly erratum: string
  readonly guide: string
  /** The step that does it right. */
  readonly step: string
  readonly wrong: Exclude<Action, { readonly kind: 'by-hand' }>
}

const boot2docker = (erratum: string, step: string, wrong: WrongStep['wrong']): WrongStep => ({
  erratum,
  guide: 'boot2docker',
  step,
  wrong,
})

/** In the order of each guide, so that one replay serves all of it. */
export const wrongSteps: readonly WrongStep[] = [
  boot2docker('windows/4', 'up', run(sh`docker daemon -D -b "Virtual Switch" -H 0.0.0.0:2375`)),
  boot2docker('windows/6', 'up', run(sh`docker daemon -b "Virtual Switch"`)),
  boot2docker('overview/3', 'up', run(sh`boot2docker download`)),
  boot2docker('install/1', 'shellinit', run(sh`export DOCKER_HOST=tcp://192.168.59.103:4234`)),
  boot2docker('install/4a', 'shellinit', run(sh`export DOCKER_HOST=tcp://192.168.59.103:2375`)),
  boot2docker('install/4b', 'shellinit', run(sh`export DOCKER_HOST=tcp://192.168.59.103:2376`)),
  boot2docker(
    'overview/2a',
    'shellinit',
    run(
      sh`export DOCKER_HOST=tcp://$(boot2docker ip) DOCKER_TLS_VERIFY=1 DOCKER_CERT_PATH=~/.boot2docker/certs/boot2docker-vm`,
    ),
  ),
  boot2docker('overview/2b', 'shellinit', run(sh`export DOCKER_HOST=tcp://$(boot2docker ip):2375`)),
  boot2docker('windows/5a', 'shellinit', run(sh`export DOCKER_HOST=tcp://0.0.0.0:2375`)),
  boot2docker('windows/9a', 'shellinit', run(sh`export DOCKER_HOST=tcp://192.168.177.129:2375`)),
  boot2docker(
    'overview/9c',
    'client-and-server',
    run(sh`env -u DOCKER_HOST -u DOCKER_TLS_VERIFY -u DOCKER_CERT_PATH docker version`),
  ),
  boot2docker('overview/7a', 'echo', run(sh`docker run --rm --name echo ununtu:14.04 echo "HELLO WORLD"`)),
  boot2docker('windows/7', 'echo', run(sh`docker run --rm --name echo windowsservercore echo "HELLO WORLD"`)),
  boot2docker(
    'overview/13b',
    'echo',
    run(sh`docker run --rm --name echo busybox:1.37 /bin/bash -c 'echo HELLO WORLD'`),
  ),
  boot2docker('mac/1', 'web', run(sh`docker run -d -p 80:8800 --name web nginx:1.26`)),
  boot2docker('overview/4a', 'address-answers', run(sh`curl -s http://193.168.59.103:8800/`)),
  boot2docker('overview/5a', 'address-answers', run(sh`curl -s http://localhost:8800/`)),
  boot2docker('overview/5b', 'address-answers', run(sh`curl -s http://127.0.0.1:8800/`)),
  boot2docker('overview/6a', 'hosts-name', run(sh`echo "$(docker-ip) dockerhost" | sudo tee -a /etc/hosts`)),
  boot2docker('overview/4b', 'any-port', run(sh`docker run -d -p 491601:80 --name anyport nginx:1.26`)),
  boot2docker('mac/9', 'any-port', run(sh`docker run -d -P --name anyport busybox:1.37 sleep 1000`)),
  boot2docker('overview/8a', 'any-port', run(sh`docker run -d -P --name anyport busybox:1.37 httpd -f -p 80`)),
  boot2docker(
    'mac/4a',
    'read-folder',
    run(sh`docker run --name reader -v ~/elsewhere:/site debian:13 cat /site/index.html`),
  ),
  boot2docker('overview/12b', 'read-folder', run(sh`docker run --name reader -v /site debian:13 cat /site/index.html`)),
  boot2docker(
    'overview/13a',
    'read-folder',
    run(sh`docker run --name reader -v /Users/reader/code/site:/site debian:13 cat /site/index.html`),
  ),
  boot2docker('mac/5', 'share', run(sh`boot2docker down && boot2docker --vbox-share ~/code=home up`)),
  boot2docker('mac/6', 'forward-engine', run(sh`boot2docker forward add "docker,tcp,127.0.0.1,2375,,2375"`)),
  boot2docker('mac/7', 'forward-web', run(sh`boot2docker forward add "web,tcp,127.0.0.1,2376,,8800"`)),
  { erratum: 'typed/version', guide: 'containers', step: 'version', wrong: run(sh`docker --version`) },
  { erratum: 'beta/5a', guide: 'images', step: 'pull', wrong: run(sh`docker pull hypriot/rpi-busybox-httpd`) },
  // The recipe comes by standard input, so that the right one stays where it is.
  {
    erratum: 'overview/10a',
    guide: 'images',
    step: 'build',
    wrong: run(
      sh`printf '%s\n' 'FROM debian:13' 'MAINTAINER Kate Smith <kate@example.com>' 'COPY app.rb /srv/app.rb' 'EXPOSE 4567' 'CMD ["ruby", "/srv/app.rb"]' | docker build -t kate/sinatra:1.0 -f - ~/sinatra`,
    ),
  },
]

/** Executable errata that no step of a lab's guide can replay, each with its reason. */
export const notReplayed: Readonly<Record<string, string>> = {
  'mac/3':
    'Where every line begins with “export”, as here, the shell joins them to one valid command: it is fragile, ' +
    'not wrong.',
  'install/4c': 'As mac/3.',
  'install/6a': 'It is a greeting that was quoted, not a command.',
  'mac/12': 'What the VPN does is a lesson of boot2docker itself: vpn, docker-hangs.',
  'overview/9a': 'It is a statement about what is shown; the step logs of containers shows both streams.',
  'overview/10c': 'It needs Ruby 1.9 and rubygems.org; no lab has either.',
  'overview/10d': 'It is a step of registries itself, which is meant to fail: push-refused.',
  'overview/11b': 'It is a belief about what rm leaves; volumes shows it: rm-users, rm-data.',
  'overview/11c': 'As overview/11b.',
  'beta/3': 'It is the history that the guide arm-on-mac itself describes.',
  'beta/4': 'It is a statement about the reader’s processor.',
  'windows/1a': 'It names products, not commands.',
  'windows/2': 'It is a click in an installer.',
  'windows/3a': 'It needs Windows.',
  'windows/3b': 'It needs Windows.',
  'windows/5c': 'It needs Windows.',
  'windows/11': 'It needs Windows.',
}
