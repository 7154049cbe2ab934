import { totalmem } from 'node:os';
import { exists } from '../cache.ts';
import { checkPrograms, checkRoot, type Finding } from '../doctor.ts';
import { canInstall } from '../packages.ts';
import { readKernelPackage } from './debian-kernel.ts';
import { memoryGigabytes } from './qemu.ts';

/** Checks what only the VM needs. */
export async function checkVm(): Promise<Finding[]> {
  if (process.arch !== 'x64')
    return [{ kind: 'missing', text: `processor: must be amd64, not ${process.arch}: the VM runs the lab's programs` }];
  return [
    ...checkRoot(),
    ...checkPrograms(['vm']),
    ...(await checkKernelPackage()),
    ...(await checkTun()),
    ...checkMemory()
  ];
}

async function checkKernelPackage(): Promise<Finding[]> {
  const found = await readKernelPackage();
  if (found !== undefined) return [{ kind: 'fine', text: `${found} from this machine's apt sources` }];
  const text = "Debian's kernel 6.12: this machine's apt must offer it";
  return [
    canInstall() ? { kind: 'gets', text: `${text}; its package lists are read first` } : { kind: 'missing', text }
  ];
}

async function checkTun(): Promise<Finding[]> {
  if (await exists('/dev/net/tun')) return [{ kind: 'fine', text: 'tap interfaces' }];
  return [{ kind: 'missing', text: '/dev/net/tun: required for the network of the VM; run: modprobe tun' }];
}

function checkMemory(): Finding[] {
  const needed = memoryGigabytes + 2;
  const found = Math.round(totalmem() / 2 ** 30);
  if (found >= needed) return [{ kind: 'fine', text: `${found} GB of memory` }];
  return [
    { kind: 'missing', text: `memory: the VM and its control plane need ${needed} GB, but there are ${found} GB` }
  ];
}
