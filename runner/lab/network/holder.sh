# The first process of the namespace that stands for the reader's computer; when it ends, everything
# in the namespace ends. $1 is the marker that identifies it, $2 the folder with the private files, $3 whether
# there is an uplink; the remaining arguments are files to hide.
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
# Orphans become children of this process, which has to reap them.
set +e
while :; do
  sleep 3600 &
  wait
done
