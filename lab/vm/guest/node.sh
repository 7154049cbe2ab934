#!/bin/bash
# PID 1 of a node: its own mounts, containerd and kubelet.
name=$1
address=$2
own=/lab/$name
mount --make-rprivate /
hostname "$name"
umount -R /sys
mount -t sysfs sysfs /sys
mount -t cgroup2 cgroup2 /sys/fs/cgroup
mount -t bpf bpf /sys/fs/bpf
mount -t debugfs debugfs /sys/kernel/debug
mount -t tracefs tracefs /sys/kernel/tracing
for pair in containerd:/var/lib/containerd kubelet:/var/lib/kubelet cni-conf:/etc/cni/net.d cni-bin:/opt/cni/bin pods:/var/log/pods; do
  mkdir -p "$own/${pair%%:*}" "${pair#*:}"
  mount --bind "$own/${pair%%:*}" "${pair#*:}"
done
mount -t tmpfs tmpfs /run
mkdir -p /run/containerd /run/netns /run/lock /run/xtables
mount --make-rshared /
cp -n /usr/lib/cni/loopback /opt/cni/bin/
# vm.sh enables them when this cgroup's root is empty.
until grep -q pids /sys/fs/cgroup/cgroup.subtree_control; do sleep 0.2; done
GOGC=400 containerd --config /share/containerd.toml > "$own/containerd.log" 2>&1 &
until [ -S /run/containerd/containerd.sock ] && [ -e /share/ready ]; do sleep 0.2; done
while :; do
  GOGC=400 kubelet --housekeeping-interval=5m --config=/share/kubelet.yaml --kubeconfig="/share/$name.conf" \
    --hostname-override="$name" --node-ip="$address" >> "$own/kubelet.log" 2>&1
  echo "the kubelet ended with $?" >> "$own/kubelet.log"
  sleep 2
done
