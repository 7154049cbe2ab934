import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Run } from '../src/model/run.ts';
import { recordLive } from './live-record.ts';
import {
  helmValues,
  offersZtunnel,
  onLab,
  readRun,
  requireLab,
  runCli,
  runNamespaces,
  scratch,
  testWithZtunnel,
  timeScale,
  valuesFile
} from './support.ts';

const lab = await requireLab();
const withZtunnel = process.env['LAB_ZTUNNEL'] !== undefined;
/** With two rounds, the run leaves ztunnel and returns to it. The demo does so with the other modes. */
const rounds = withZtunnel ? 2 : 1;
const short = ['--rounds', String(rounds), '--tests', 'tcp-throughput', '--duration', '3', '--omit', '0'];
/** Without a ztunnel binary, one scenario is enough to test that its absence is reported; the demo covers both routing modes. */
const ztunnels = withZtunnel ? ['vxlan+ztunnel', 'native+ztunnel'] : ['vxlan+ztunnel'];
/** Cilium before 1.19 has no ztunnel, so planning refuses it. */
const isOffered = offersZtunnel(lab.ciliumVersion);
const testWhereOffered = isOffered ? test : test.skip;
const clears = withZtunnel || !isOffered ? ['vxlan', 'native'] : ['vxlan'];

describe('every mode that this kernel supports, in one run', () => {
  let run: Run;
  let output: string;
  let code: number | null;
  let before: string;
  let after: string;
  let left: readonly string[];

  beforeAll(async () => {
    before = helmValues(lab);
    const folder = scratch();
    const scenarios = [...clears, ...(isOffered ? ztunnels : [])];
    const environment = { ...lab.environment, XDG_STATE_HOME: scratch() };
    const asked = ['--scenarios', [...scenarios, 'vxlan+wireguard'].join(',')];
    ({ code, output } = await runCli([...onLab(lab, folder), ...short, ...asked], environment));
    run = readRun(folder);
    [after, left] = [helmValues(lab), runNamespaces(lab)];
    const restored = after === before && left.length === 0;
    // Without a ztunnel binary, its scenarios show only that it is missing.
    recordLive({ run, bed: 'lab', restored, scenarios: withZtunnel ? scenarios : clears });
  }, 1_800_000 * timeScale);

  const scenario = (name: string): Run['scenarios'][number] | undefined => run.scenarios.find(one => one.name === name);
  const verdicts = (name: string): (string | undefined)[] =>
    run.samples
      .filter(({ scenario: of, path, status }) => of === name && path === 'pod' && status === 'valid')
      .map(({ proof }) => proof?.verdict);

  test('is invalid because the agent refuses one of the modes', () => {
    expect([code, output]).toEqual([3, expect.any(String)]);
    expect(run.complete).toBe(true);
    expect(scenario('vxlan+wireguard')).toMatchObject({ status: 'failed', reason: { kind: 'rollout-failed' } });
    expect(scenario('vxlan+wireguard')?.reason?.message).toContain('WireGuard not supported by the Linux kernel');
  });

  test.each(clears)('%s is proven to be in the clear, in each round', name => {
    expect(verdicts(name)).toEqual(Array(rounds).fill('plaintext'));
  });

  testWhereOffered.each(ztunnels)('%s is proven, or reported as not possible', name => {
    const result = scenario(name);
    if (lab.ztunnelImage === undefined) {
      // Without a binary, the chart's own image is used, which cannot be pulled without an image registry.
      expect(result).toMatchObject({ status: 'failed', reason: { kind: 'rollout-failed' } });
      expect(result?.reason?.message).toMatch(/pod ztunnel-cilium-\w+ .*(ErrImagePull|ImagePullBackOff)/);
      return;
    }
    expect(verdicts(name)).toEqual(Array(rounds).fill('encrypted'));
    expect(result?.matrix?.map(row => [row.source, row.destination, row.seen, row.matches])).toEqual([
      ['enrolled', 'enrolled', 'encrypted', true],
      // Cilium 1.20 and later support this; earlier versions reset the connection.
      ['enrolled', 'other', lab.ciliumVersion.startsWith('1.19.') ? 'unproven' : 'plaintext', true],
      ['other', 'enrolled', 'plaintext', true],
      ['other', 'other', 'plaintext', true],
      ['enrolled', 'service', 'encrypted', true],
      // By UDP.
      ['enrolled', 'enrolled', 'plaintext', true]
    ]);
    expect(result?.witness?.map(({ seen }) => seen)).toEqual(['encrypted', 'encrypted']);
    expect(result?.serviceLeak?.leaks).toBe('no');
  });

  test('restores the cluster to its earlier values and leaves nothing behind', () => {
    expect([after, left]).toEqual([before, []]);
  });
});

describe('a run without a working scenario', () => {
  test('keeps its findings, shows the reason, and leaves the cluster as it was', async () => {
    const before = helmValues(lab);
    const folder = scratch();
    const environment = { ...lab.environment, XDG_STATE_HOME: scratch() };
    const { code, output } = await runCli([...onLab(lab, folder), '--scenarios', 'native+wireguard'], environment);
    expect([code, output]).toEqual([3, expect.stringContaining('no scenario came up; native+wireguard: ')]);
    const { complete, incompleteReason, scenarios } = readRun(folder);
    expect([complete, incompleteReason]).toEqual([
      false,
      expect.stringContaining('WireGuard not supported by the Linux kernel')
    ]);
    expect(scenarios).toMatchObject([{ name: 'native+wireguard', status: 'failed' }]);
    expect(helmValues(lab)).toBe(before);
  });
});

describe('verify', () => {
  test('shows which traffic is encrypted in the mode of the installed release, without measuring', async () => {
    const folder = scratch();
    const installed = /routingMode: "?native/.test(helmValues(lab)) ? 'native' : 'vxlan';
    const [, ...flags] = onLab(lab, folder);
    const at = flags.indexOf('--cilium-values');
    const environment = { ...lab.environment, XDG_STATE_HOME: scratch() };
    const { code, output } = await runCli(['verify', ...flags.toSpliced(at, 2)], environment);
    expect([code, output]).toEqual([0, expect.any(String)]);
    expect(output).toContain('| pod | pod | other node | plaintext | plaintext |');
    const { samples, scenarios } = readRun(folder);
    expect(samples).toEqual([]);
    // The runs before this one restore what they found, whichever mode that is.
    expect(output).toMatch(new RegExp(`mode: ${installed}, from Helm release cilium, revision \\d+`));
    expect(scenarios.map(({ name }) => name)).toEqual([installed]);
    expect(scenarios[0]?.matrix).toHaveLength(9);
    expect(scenarios[0]?.matrix?.every(row => row.seen === 'plaintext' && row.bytes > 1e6)).toBe(true);
    expect(scenarios[0]?.witness?.map(({ seen }) => seen)).toEqual(['plaintext', 'plaintext']);
    expect(scenarios[0]?.policies?.rows.map(({ finding }) => finding)).toEqual(Array(6).fill('holds'));
  });

  testWithZtunnel('fails with ztunnel, which lets pass what an L4 deny blocks without encryption', async () => {
    const folder = scratch();
    const environment = { ...lab.environment, XDG_STATE_HOME: scratch() };
    const { code, output } = await runCli(
      ['verify', ...onLab(lab, folder).slice(1), '--scenarios', 'vxlan+ztunnel'],
      environment
    );
    expect([code, output]).toEqual([3, expect.stringContaining('network policies are bypassed')]);
    const [result] = readRun(folder).scenarios;
    expect(result?.policies?.rows.map(({ plain, seen, finding }) => [plain, seen, finding])).toEqual([
      ['passes', 'blocked', 'documented'],
      ['blocked', 'blocked', 'holds'],
      ['blocked', 'passes', 'bypassed'],
      ['passes', 'passes', 'holds'],
      ['blocked', 'blocked', 'holds'],
      ['blocked', 'blocked', 'holds']
    ]);
    expect(runNamespaces(lab)).toEqual([]);
  });
});

describe('a warning about plaintext to Services', () => {
  const gatewayApi: [string, object, string] = [
    'gatewayAPI.enabled=true',
    { gatewayAPI: { enabled: true }, l7Proxy: true },
    'works on the host only'
  ];
  testWithZtunnel.each<[string, object, string]>([
    ['socketLB.hostNamespaceOnly=true', { socketLB: { hostNamespaceOnly: true } }, 'works on the host only'],
    ['kubeProxyReplacement=false', { kubeProxyReplacement: false }, 'is off'],
    // The chart restricts the socket load balancer for the Gateway API since 1.20.
    ...(lab.ciliumVersion.startsWith('1.19.') ? [] : [gatewayApi])
  ])('appears in the report with %s', async (_, values, words) => {
    const folder = scratch();
    const [, ...flags] = onLab(lab, folder, [valuesFile(values)]);
    const environment = { ...lab.environment, XDG_STATE_HOME: scratch() };
    const { output } = await runCli(['verify', ...flags, '--scenarios', 'vxlan+ztunnel'], environment);
    expect(output).toContain('Services would leak');
    const [result] = readRun(folder).scenarios;
    expect([result?.serviceLeak, output]).toEqual([
      { leaks: 'yes', reason: expect.stringContaining(words) as unknown },
      expect.any(String)
    ]);
    expect(output).toContain('Services would leak');
  });
});
