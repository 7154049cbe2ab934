import { availableParallelism } from 'node:os';
import { join } from 'node:path';

/** The VM's memory, taken from this machine as far as it is used. */
export const memoryGigabytes = 8;

interface Machine {
  /** Folder with vmlinuz, and folder with disk.img and initrd. */
  readonly kernel: string;
  readonly disk: string;
  /** Folder of the running VM: its logs and sockets. */
  readonly folder: string;
  /** Folder that the VM mounts. */
  readonly share: string;
  readonly tap: string;
}

/** A root shell in the VM: a serial port, which only root can open. */
export function shellSocket(folder: string): string {
  return join(folder, 'shell.sock');
}

/** What the VM prints. */
export function consoleLog(folder: string): string {
  return join(folder, 'console.log');
}

/**
 * qemu's arguments. Emulated even where KVM exists, because the KVM of a machine that is itself virtual may run only
 * kernels made for it. Nothing is written to the disk's file, so every VM starts from the same.
 */
export function describeQemu({ kernel, disk, folder, share, tap }: Machine): readonly string[] {
  const kernelArguments = [
    ...['console=ttyS0', 'loglevel=4', 'mitigations=off', 'nokaslr', 'nowatchdog', 'audit=0'],
    ...['tsc=reliable', 'clocksource=tsc', 'cgroup_no_v1=all']
  ];
  return [
    ...['-machine', 'pc', '-accel', 'tcg,thread=multi,tb-size=1024', '-cpu', 'max,la57=off'],
    ...['-smp', String(Math.min(4, availableParallelism())), '-m', `${memoryGigabytes}G`],
    ...['-nodefaults', '-no-reboot', '-display', 'none'],
    ...['-kernel', join(kernel, 'vmlinuz'), '-initrd', join(disk, 'initrd'), '-append', kernelArguments.join(' ')],
    '-drive',
    `file=${join(disk, 'disk.img')},format=raw,if=none,id=disk,cache=unsafe,aio=threads,snapshot=on`,
    ...['-device', 'virtio-blk-pci,drive=disk', '-device', 'virtio-rng-pci'],
    ...['-netdev', `tap,id=net,ifname=${tap},script=no,downscript=no`],
    ...['-device', 'virtio-net-pci,netdev=net,mac=52:54:00:31:00:10'],
    ...['-virtfs', `local,path=${share},mount_tag=share,security_model=none,readonly=on,multidevs=remap`],
    ...['-serial', `file:${consoleLog(folder)}`, '-serial', `unix:${shellSocket(folder)},server=on,wait=off`]
  ];
}
