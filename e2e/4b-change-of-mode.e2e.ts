import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Arm, Run } from '../src/model/run.ts';
import {
  helmValues,
  onLab,
  readComparison,
  readRun,
  requireLab,
  runCli,
  runNamespaces,
  scratch,
  testWithZtunnel,
  valuesFile
} from './support.ts';

const lab = await requireLab();
const short = ['--tests', 'tcp-throughput', '--duration', '2', '--omit', '0', '--rounds', '1'];
const none = { encryption: { enabled: false } };
const ztunnel = { encryption: { enabled: true, type: 'ztunnel' } };

/** Compares two sets of values in the modes that they set. */
async function compare(before: object, after: object): Promise<{ run: Run; comment: string; output: string }> {
  const folder = scratch();
  const reference = ['--reference-values', [lab.valuesFile, valuesFile(before)].join(',')];
  const environment = { ...lab.environment, XDG_STATE_HOME: scratch() };
  const { output } = await runCli([...onLab(lab, folder, [valuesFile(after)]), ...short, ...reference], environment);
  // Throws if the run was not compared.
  readComparison(folder);
  return { run: readRun(folder), comment: readFileSync(join(folder, 'comment.md'), 'utf8'), output };
}

/** What the valid samples of an arm were proven to be, each once. */
function proven(run: Run, arm: Arm): readonly string[] {
  const own = run.samples.filter(sample => sample.arm === arm && sample.path === 'pod' && sample.status === 'valid');
  return [...new Set(own.map(({ scenario, proof }) => `${scenario} ${proof?.verdict ?? 'unproven'}`))];
}

const minutes = 15 * 60_000;

test(
  'a change of the routing mode is measured, each side in the mode of its own values',
  async () => {
    const before = helmValues(lab);
    const { run, comment, output } = await compare({ routingMode: 'tunnel' }, { routingMode: 'native' });
    expect([run.complete, output]).toEqual([true, expect.stringContaining('mode of the reference: vxlan')]);
    expect(run).toMatchObject({
      plan: { scenarios: ['native'], fromValues: true },
      reference: { scenario: 'vxlan', modes: { candidate: 'native', reference: 'vxlan' } }
    });
    expect([proven(run, 'candidate'), proven(run, 'reference')]).toEqual([['native plaintext'], ['vxlan plaintext']]);
    const status = (arm: Arm): string | undefined => run.scenarios.find(one => one.arm === arm)?.statusCheck;
    expect([status('candidate'), status('reference')]).toEqual([
      expect.stringMatching(/Network: Native/),
      expect.stringMatching(/Network: Tunnel \[vxlan\]/)
    ]);
    expect(comment).toContain('The modes differ: reference: vxlan, now: native.');
    expect(comment).toMatch(/\| `native` \| TCP throughput \| [\d.]+ Gbit\/s \| [\d.]+ Gbit\/s \|/);
    expect([helmValues(lab), runNamespaces(lab)]).toEqual([before, []]);
  },
  minutes
);

testWithZtunnel.each([
  ['on', none, ztunnel, 'vxlan+ztunnel', 'vxlan'],
  ['off', ztunnel, none, 'vxlan', 'vxlan+ztunnel']
])(
  'encryption that a change turns %s is proven where it is on, and its absence where it is off',
  async (_, before, after, now, earlier) => {
    const { run, comment } = await compare(before, after);
    const proof = (name: string): string => `${name} ${name.includes('+') ? 'encrypted' : 'plaintext'}`;
    expect([proven(run, 'candidate'), proven(run, 'reference')]).toEqual([[proof(now)], [proof(earlier)]]);
    const encrypted = run.scenarios.find(({ name }) => name === 'vxlan+ztunnel');
    expect(encrypted?.matrix?.every(({ matches }) => matches)).toBe(true);
    expect(encrypted?.certificates?.ca).toBe('internal');
    expect(comment).toContain(`The modes differ: reference: ${earlier}, now: ${now}.`);
    expect(runNamespaces(lab)).toEqual([]);
  },
  minutes
);
