#!/bin/bash
# PID 1 of the VM: two nodes, each in its own namespaces, on one bridge. `settings` has the addresses.
. /share/settings
mkdir -p /dev/pts /dev/shm
mount -t devpts -o gid=5,mode=620,ptmxmode=666 devpts /dev/pts
mount -t tmpfs tmpfs /dev/shm
mount -t tmpfs tmpfs /run
ln -sf /proc/self/fd /dev/fd
mount -t cgroup2 cgroup2 /sys/fs/cgroup
mount -t bpf bpf /sys/fs/bpf
mount -t tracefs tracefs /sys/kernel/tracing
mount -t debugfs debugfs /sys/kernel/debug
# A root shell on the second serial port, which only root on the machine can open.
while :; do setsid --wait bash -i < /dev/ttyS1 > /dev/ttyS1 2>&1; sleep 1; done &
# One call for all: starting a program is what takes time on an emulated processor.
modprobe -a virtio_net virtio_rng overlay bridge veth vxlan geneve wireguard \
  xfrm_user xfrm_algo af_key esp4 esp6 gcm seqiv aesni-intel ghash-clmulni-intel crypto_user algif_aead \
  dummy cls_bpf sch_ingress sch_netem ip_tables iptable_nat iptable_mangle iptable_raw iptable_filter \
  ip6_tables ip6table_filter ip6table_mangle ip6table_raw ip6table_nat \
  xt_socket xt_TPROXY xt_mark xt_comment xt_CT xt_conntrack xt_MASQUERADE nf_conntrack ip_set
sysctl -qw net.ipv4.ip_forward=1 fs.inotify.max_user_instances=8192 fs.inotify.max_user_watches=524288 \
  kernel.panic=0 vm.overcommit_memory=1 net.core.bpf_jit_enable=1
ip -batch - << END
link set lo up
link add br0 type bridge
link set eth0 master br0 up
address add $VM/$PREFIX dev br0
link set br0 up
route add default via $MACHINE
END
controllers=$(printf '+%s ' $(cat /sys/fs/cgroup/cgroup.controllers))
echo "$controllers" > /sys/fs/cgroup/cgroup.subtree_control

start_node() { # name address
  local group=/sys/fs/cgroup/$1 node pid own
  ip netns add "$1"
  ip link add "$1" type veth peer name eth0 netns "$1"
  ip link set "$1" master br0 up
  ip -n "$1" -batch - << END
link set lo up
address add $2/$PREFIX dev eth0
link set eth0 up
route add default via $MACHINE
END
  mkdir -p "$group/init"
  (
    echo "$BASHPID" > "$group/cgroup.procs"
    exec nsenter --net="/run/netns/$1" unshare --cgroup --mount --uts --ipc --pid --fork --kill-child --mount-proc \
      bash /share/node.sh "$1" "$2"
  ) > "/lab/$1/node.log" 2>&1 &
  node=$!
  own=$(readlink /proc/self/ns/cgroup)
  until [ "$(readlink /proc/$node/ns/cgroup)" != "$own" ]; do sleep 0.1; done
  # A cgroup can have controllers only if all its processes are in cgroups below it.
  until echo "$controllers" > "$group/cgroup.subtree_control"; do
    while read -r pid; do echo "$pid" > "$group/init/cgroup.procs"; done < "$group/cgroup.procs"
  done 2> /dev/null
}

for node in $NODES; do start_node "${node%=*}" "${node#*=}" & done
echo "the VM runs after $(cut -d' ' -f1 /proc/uptime) s"
while :; do wait -n || sleep 5; done
