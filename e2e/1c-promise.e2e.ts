import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Lab } from '../lab/lab.ts';
import type { Comparison } from '../src/model/comparison.ts';
import { clusterName, onLab, readComparison, requireLab, runCli, scratch, valuesFile } from './support.ts';

/**
 * The short form of 9-comparison, which also measures pull requests that change nothing. Four rounds are the minimum to
 * pass or fail, and the tolerances exceed any noise: this is about which metrics changed, not about the smallest
 * detectable loss.
 */
const short = [
  ...['--scenarios', 'vxlan', '--rounds', '4', '--tests', 'tcp-throughput,tcp-latency', '--duration', '1'],
  ...['--tolerance-throughput', '50', '--tolerance-latency', '100']
];

let lab: Lab;

beforeAll(async () => {
  lab = await requireLab();
});

interface Compared {
  readonly code: number | null;
  readonly comparison: Comparison;
  readonly outcomes: Readonly<Record<string, string>>;
}

/** Compares the lab's values with themselves, plus extra values for each arm. */
async function compare(candidate: readonly string[], reference: readonly string[]): Promise<Compared> {
  const output = scratch();
  const arms = [...onLab(lab, output, candidate), '--reference-values', [lab.valuesFile, ...reference].join(',')];
  const environment = { ...lab.environment, XDG_STATE_HOME: scratch() };
  const { code, output: said } = await runCli([...arms, ...short], environment);
  process.stderr.write(`${said}\n`);
  const comparison = readComparison(output);
  const outcomes = Object.fromEntries(comparison.metrics.map(({ metric, outcome }) => [metric, outcome]));
  return { code, comparison, outcomes };
}

/** Values that make each agent limit the rate of its node's interface before it starts. */
function sending(queue: readonly string[]): string {
  const { image } = JSON.parse(readFileSync(lab.valuesFile, 'utf8')) as {
    readonly image: { readonly override: string };
  };
  const shape = {
    name: 'shape',
    image: image.override,
    imagePullPolicy: 'Never',
    command: ['tc', 'qdisc', 'replace', 'dev', 'eth0', 'root', ...queue],
    securityContext: { capabilities: { add: ['NET_ADMIN'] } }
  };
  return valuesFile({ extraInitContainers: [shape] });
}

describe('a pull request that costs throughput but not latency', () => {
  afterAll(() => {
    const env = { ...process.env, ...lab.environment };
    for (const node of ['control-plane', 'worker']) {
      const free = ['tc', 'qdisc', 'replace', 'dev', 'eth0', 'root', 'noqueue'];
      const { status, stderr } = spawnSync('docker', ['exec', `${clusterName}-${node}`, ...free], { env });
      if (status !== 0) throw new Error(`${node} is still slow: ${String(stderr)}`);
    }
  });

  test('is a regression of throughput only, with the exit code that fails a job', async () => {
    const slow = sending(['tbf', 'rate', '500mbit', 'burst', '1mb', 'latency', '20ms']);
    const { code, comparison, outcomes } = await compare([slow], [sending(['noqueue'])]);
    expect([comparison.verdict, code]).toEqual(['regression', 1]);
    expect(outcomes['throughput']).toBe('regression');
    expect(outcomes['latency-mean']).not.toBe('regression');
    const throughput = comparison.metrics.find(({ metric }) => metric === 'throughput');
    expect(throughput?.change?.high).toBeLessThan(0.75);
  });
});
