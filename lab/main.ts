import { setTimeout as sleep } from 'node:timers/promises';
import { ciliumVersions } from './cilium-version.ts';
import { stopCommands } from './command.ts';
import { diagnose } from './doctor.ts';
import { buildImages } from './images/build.ts';
import { describeExports, prepareLab, tearDownLab } from './lab.ts';
import { checkVm } from './vm/check-vm.ts';
import { describeFlags } from './vm/flags.ts';
import { startVm } from './vm/vm.ts';

const usage = `usage: npm run lab -- <command>

  doctor   show what is missing on this machine, and how to install it
  images   build kind's node image and Cilium's images from packages (about 15 minutes on 2 cores, seconds if cached)
  engine   build the images and provide a Docker engine: the running one, or the lab's own
  vm       boot two nodes with Debian's kernel in an emulated VM, for modes that this machine's kernel does not support
  down     remove the lab's clusters, engine and VM, but keep the cache

LAB_CILIUM=<version> builds another Cilium, one of ${ciliumVersions().join(', ')}; LAB_ZTUNNEL=<path of a ztunnel binary> adds
a ztunnel image; LAB_DEBIAN_MIRROR=<url> sets the Debian mirror; LAB_STATE=<folder> sets the folder for state; LAB_ENGINE=own
starts the lab's own engine even if another is running.`;

function log(line: string): void {
  process.stdout.write(`${line}\n`);
}

const commands: Readonly<Record<string, () => Promise<number>>> = {
  doctor: async () => await diagnose(log, await checkVm()),
  images: async () => {
    const built = await buildImages(log);
    log(
      `node image:   ${built.nodeImage}\nchart:        ${built.chart}\nvalues:       ${built.valuesFile}\nkind config:  ${built.kindConfigFile}`
    );
    for (const [name, image] of Object.entries(built.images)) log(`${`${name}:`.padEnd(13)} ${image}`);
    return 0;
  },
  engine: async () => {
    const lab = await prepareLab(log);
    log(
      `the lab is up; to create a cluster: kind create cluster --image ${lab.nodeImage} --config <yours, with ${lab.kindConfigFile}>`
    );
    for (const line of describeExports(lab)) log(line);
    return 0;
  },
  vm: async () => {
    const missing = (await checkVm()).filter(finding => finding.kind === 'missing');
    if (missing.length > 0)
      throw new Error(`the VM cannot run here:\n${missing.map(finding => `- ${finding.text}`).join('\n')}`);
    const cluster = await startVm(log);
    log('the VM is up; its nodes wait for Cilium. To verify a mode:');
    log(`export PATH=${cluster.binFolder}:$PATH`);
    log(`node dist/cli.js verify ${describeFlags(cluster).join(' ')} --scenarios vxlan+wireguard`);
    return 0;
  },
  down: async () => {
    await tearDownLab(log);
    return 0;
  }
};

async function main(args: readonly string[]): Promise<number> {
  const command = commands[args[0] ?? ''];
  if (args.length === 1 && command !== undefined) return await command();
  const asked = args.length === 1 && ['help', '--help', '-h'].includes(args[0] ?? '');
  process[asked ? 'stdout' : 'stderr'].write(`${usage}\n`);
  return asked ? 0 : 2;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    log(`${signal}: stopping; the next run continues from finished builds`);
    stopCommands();
    void sleep(2000).then(() => process.exit(130));
  });
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
