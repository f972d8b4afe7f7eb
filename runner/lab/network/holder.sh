# The first process of the namespace that stands for the reader's computer; with it everything
# in the namespace ends. $1 is the marker by which it is known again, $2 the folder with the private files, $3 whether
# there is an uplink; what follows is not to be seen in it.
set -e
ip link set dev lo up
for file in hosts resolv.conf; do
  mount --bind "$2/$file" "$(readlink -f "/etc/$file")"
done
if [ "$3" = slirp4netns ]; then exec 9<> "$2/uplink"; fi
shift 3
for file; do
  if [ -e "$file" ]; then mount --bind /dev/null "$(readlink -f "$file")"; fi
done
echo ready
exec < /dev/null > /dev/null 2>&1
# Whoever loses its parent becomes a child of this process, which has to wait for it.
set +e
while :; do
  sleep 3600 &
  wait
done
