import { describe, expect, test } from '@jest/globals';
import { sweepAks } from '../../../src/cluster/aks/sweep.ts';
import { fakeHost, fakeOutputs, fakeProcesses } from '../../fakes/host.ts';
import { refusal } from './azure.ts';

interface Group {
  readonly expires?: string;
  readonly githubRun?: string;
  readonly state?: string;
  readonly managedBy?: string;
  /** Azure's answer to its deletion, where it refuses. */
  readonly refused?: string;
  /** Its real name, if that is not what a run would call it. */
  readonly realName?: string;
  /** The run in its tag, if that is not its name. */
  readonly taggedRun?: string;
}

// The fake clock stands at midnight.
const over = '2026-11-22T23:59:59.000Z';
const notYet = '2026-11-23T00:00:01.000Z';

/** Sweeps an Azure that has these groups of runs, each made by a run of its own. Names are those in this file. */
async function sweep(asked: Readonly<Record<string, Group>>, githubRun?: string) {
  const deleted: string[] = [];
  const names = Object.entries(asked).map(
    ([name, { realName }], index) => [name, realName ?? `cpg-0000000${index}`] as const
  );
  const groups = Object.fromEntries(names.map(([name, real]) => [real, asked[name] ?? {}]));
  const readable = (text: string): string => names.reduce((all, [name, real]) => all.replaceAll(real, name), text);
  const shown = (
    name: string,
    { expires, githubRun: madeBy, state = 'Succeeded', managedBy, taggedRun }: Group
  ): object => ({
    name,
    managedBy: managedBy ?? null,
    tags: {
      'cilium-perf-gate-run': taggedRun ?? name,
      ...(expires === undefined ? {} : { 'cilium-perf-gate-expires': expires }),
      ...(madeBy === undefined ? {} : { 'cilium-perf-gate-github-run': madeBy })
    },
    properties: { provisioningState: deleted.includes(name) ? 'Deleting' : state }
  });
  const processes = fakeProcesses((_, args) => {
    const name = args[args.indexOf('--name') + 1] ?? '';
    const group = groups[name] ?? {};
    const answers: Readonly<Record<string, () => unknown>> = {
      version: () => ({ 'azure-cli': '2.91.0' }),
      'account show': () => ({ id: 'sub', name: 'lab' }),
      'group list': () => Object.entries(groups).map(([each, its]) => shown(each, its)),
      'group show': () => shown(name, group)
    };
    const command = args.slice(0, args[0] === 'version' ? 1 : 2).join(' ');
    if (command === 'group delete') {
      if (group.refused !== undefined) return { exitCode: 1, stderr: group.refused };
      deleted.push(name);
    }
    return { stdout: JSON.stringify(answers[command]?.() ?? {}) };
  });
  const outputs = fakeOutputs();
  const swept = await sweepAks(fakeHost({ processes, outputs }), githubRun);
  const left = swept.filter(({ outcome }) => outcome === 'left').map(({ name, reason }) => `${name}: ${reason}`);
  const outcomes = swept.map(({ name, outcome }) => `${readable(name)} ${outcome}`);
  return { outcomes, deleted: deleted.map(readable), left: left.map(readable), lines: outputs.lines.map(readable) };
}

describe('sweeping Azure', () => {
  test('removes expired groups, and keeps the others until they expire', async () => {
    const { deleted, left, lines, outcomes } = await sweep({
      old: { expires: over },
      running: { expires: notYet },
      'of a job that runs': { expires: notYet, githubRun: '77' }
    });
    expect([deleted, left]).toEqual([['old'], []]);
    expect(outcomes).toEqual(['old deleted', 'running kept', 'of a job that runs kept']);
    expect(lines).toEqual([
      'old: expired 2026-11-22T23:59:59.000Z; deletion accepted',
      'running: kept until 2026-11-23T00:00:01.000Z',
      'of a job that runs: kept until 2026-11-23T00:00:01.000Z'
    ]);
  });

  test('removes what one workflow run created at any age, and nothing of another', async () => {
    const { deleted, left } = await sweep(
      {
        'of this job': { expires: notYet, githubRun: '77' },
        'without a time': { githubRun: '77' },
        'of another': { expires: notYet, githubRun: '78' },
        'of none': { expires: notYet }
      },
      '77'
    );
    expect([deleted, left]).toEqual([['of this job', 'without a time'], []]);
  });

  test('lists groups that only carry the tags of a run, and never deletes them', async () => {
    const { deleted, left, lines } = await sweep(
      {
        production: { expires: over, realName: 'production', taggedRun: 'cpg-0badcafe' },
        'named like its tag': { expires: over, realName: 'staging', taggedRun: 'staging' },
        'of another run': { expires: over, githubRun: '77', taggedRun: 'cpg-0badcafe' }
      },
      '77'
    );
    expect([deleted, left]).toEqual([[], []]);
    const why = "is not deleted, because a run's group is named after it, and its tag names";
    expect(lines).toEqual([
      `production: ${why} "cpg-0badcafe"`,
      `named like its tag: ${why} "named like its tag"`,
      `of another run: ${why} "cpg-0badcafe"`
    ]);
  });

  test('leaves alone what is being deleted, and what AKS created itself', async () => {
    const { deleted, left, lines } = await sweep({
      going: { expires: over, state: 'Deleting' },
      MC_nodes: { expires: over, managedBy: '/managedClusters/x' }
    });
    expect([deleted, left, lines]).toEqual([[], [], ['going: is already being deleted']]);
  });

  test('reports what it cannot judge or remove with its fix, and continues', async () => {
    const locked = refusal('ScopeLocked', 'The scope is locked.');
    const { deleted, left } = await sweep({
      undated: { expires: 'soon' },
      locked: { expires: over, refused: locked },
      old: { expires: over }
    });
    expect(deleted).toEqual(['old']);
    const fix = (name: string): string => `by hand: az group delete --name ${name} --subscription sub --yes`;
    expect(left).toEqual([
      expect.stringMatching(
        /^undated: its tag cilium-perf-gate-expires is not a time as runs write it \("soon"\); by hand: /
      ),
      expect.stringMatching(/^locked: .*The scope is locked/)
    ]);
    expect(left[0]).toContain(fix('undated'));
    expect(left[1]).toContain(fix('locked'));
  });
});
