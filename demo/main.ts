import { parseArgs } from 'node:util';
import { clusterName } from './cluster-name.ts';
import { runCommand } from './command.ts';
import { chooseImages } from './images.ts';

/**
 * `npm run demo`: a complete run on a local kind cluster, with pulled images if possible, otherwise with the lab's.
 * `-- --down` deletes the cluster and everything the lab started.
 */
const output = 'cilium-perf-gate-results/demo';
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const { values } = parseArgs({ options: { down: { type: 'boolean', default: false } } });
process.exitCode = values.down ? await down() : await demo();

async function demo(): Promise<number> {
  const images = await chooseImages(say);
  const code = await runCommand(
    process.execPath,
    [
      'dist/cli.js',
      'run',
      ...['--cluster', 'kind', '--kind-name', clusterName, '--kind-keep'],
      ...['--allow-reconfigure', `kind-${clusterName}`],
      ...['--scenarios', 'vxlan,native', '--duration', '5', '--rounds', '2', '--output', output],
      ...images.flags(clusterName)
    ],
    images.environment
  );
  say(`\nThe cluster "${clusterName}" is still running. To delete it, run: npm run demo -- --down`);
  return code;
}

async function down(): Promise<number> {
  const { readLab, tearDownLab } = await import('../lab/lab.ts');
  const lab = await readLab();
  if (lab === undefined) return runCommand('kind', ['delete', 'cluster', '--name', clusterName], {});
  const code = await runCommand(lab.kind, ['delete', 'cluster', '--name', clusterName], lab.environment);
  await tearDownLab(say);
  return code;
}
