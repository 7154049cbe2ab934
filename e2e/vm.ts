import { spawnSync } from 'node:child_process';
import { describe } from '@jest/globals';
import { describeFlags } from '../lab/vm/flags.ts';
import { readVm, type VmCluster } from '../lab/vm/vm-state.ts';
import { offersZtunnel, scratch, start, type Started } from './support.ts';

const vm = await readVm();

/** Tests in the VM, which is booted by hand: booting it and measuring in it take too long to run on every change. */
export const inVm = vm === undefined ? describe.skip : describe;

/** Whether ztunnel runs in the VM: its binary was given, and its Cilium has it. */
export const vmHasZtunnel = vm?.hasZtunnel === true && offersZtunnel(vm.ciliumVersion);

/** The cluster in the VM. */
function requireVm(): VmCluster {
  if (vm === undefined) throw new Error('the VM is not running; start it with: npm run lab -- vm');
  return vm;
}

/** Starts a run on the VM's cluster. It takes long, so its log is shown as it grows. */
export function runOnVm(flags: readonly string[]): Started {
  const cluster = requireVm();
  const started = start('cli', ['run', ...describeFlags(cluster), ...flags], {
    PATH: `${cluster.binFolder}:${process.env['PATH'] ?? ''}`,
    XDG_STATE_HOME: scratch()
  });
  started.child.stdout?.pipe(process.stderr, { end: false });
  started.child.stderr?.pipe(process.stderr, { end: false });
  return started;
}

/** Runs helm or kubectl on the VM's cluster. */
export function onVm(program: 'helm' | 'kubectl', args: readonly string[]): string {
  const { binFolder, kubeconfig } = requireVm();
  const { status, stdout, stderr } = spawnSync(`${binFolder}/${program}`, ['--kubeconfig', kubeconfig, ...args], {
    encoding: 'utf8'
  });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** The values of the VM's Helm release of Cilium; empty if there is none. */
export function valuesInVm(): string {
  const releases = onVm('helm', ['list', '--namespace', 'kube-system', '--short']);
  return releases.trim() === '' ? '' : onVm('helm', ['get', 'values', 'cilium', '--namespace', 'kube-system']);
}
