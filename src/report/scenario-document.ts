import { stringify } from 'yaml';
import { redactText, redactValue } from '../redaction/redact.ts';
import type { Arm, Block, InvalidReason, Run, Sample, ScenarioResult } from '../model/run.ts';
import { sortKeys } from '../results/write.ts';
import type { TestName } from '../model/test.ts';
import { describeLeak, noticesOf } from './notices.ts';
import { commandLine } from './reproduce.ts';
import { formatDecimal } from './quantity.ts';
import { escapeMarkdown, fence, oneLine, table } from './markdown.ts';
import { renderVerification } from './matrix-table.ts';
import { renderPolicies } from './policy-table.ts';
import { renderSetup } from './setup-table.ts';
import { scenarioHeading, testTitles } from './titles.ts';

/** What the tool wrote in one burst of a sample, from its raw file. */
export interface RawOutput {
  readonly stdout: string;
  readonly stderr: string;
}

/** The two test sections of the published documents, with their order. */
const toolSections: readonly {
  readonly tool: string;
  readonly subject: string;
  readonly tests: readonly TestName[];
}[] = [
  { tool: 'iperf3', subject: 'throughput', tests: ['tcp-throughput', 'udp-throughput', 'tcp-bidirectional'] },
  { tool: 'netperf', subject: 'latency', tests: ['tcp-latency', 'udp-latency', 'tcp-stream', 'tcp-connect'] }
];

/** File name of a scenario's document. The candidate's has the same name as in the published benchmark. */
export function scenarioDocumentName(scenarioName: string, arm: Arm): string {
  return `${scenarioName}${arm === 'reference' ? '-reference' : ''}.md`;
}

/**
 * scenarios/<name>.md: how a scenario was set up in one arm, and every command with its real output. `raw` returns the
 * outputs of a sample's bursts if its file exists. An invalid sample shows its reason instead of its values.
 */
export function renderScenarioDocument(
  run: Run,
  scenarioName: string,
  raw: (sample: Sample) => readonly RawOutput[] | undefined,
  arm: Arm = 'candidate'
): string {
  const scenario = run.scenarios.find(result => result.name === scenarioName && result.arm === arm);
  if (scenario === undefined) throw new Error(`the run has no scenario ${scenarioName} in its ${arm} arm`);
  const samples = run.samples.filter(sample => sample.scenario === scenarioName && sample.arm === arm);
  const sections = [
    `# Cilium - ${escapeMarkdown(scenarioHeading(scenarioName))} Performance Test${arm === 'reference' ? ' (reference)' : ''}`,
    ...describeState(run, scenario),
    ...noticesOf(run).map(escapeMarkdown),
    '## Test Setup',
    renderSetup(run, scenario),
    '### Cilium configuration parameters',
    fence(stringify(sortKeys(redactValue(scenario.values)), { lineWidth: 0 }), 'YAML'),
    '### Cilium configuration check',
    scenario.statusCheck === undefined ? 'The status was not read.' : fence(scenario.statusCheck, 'text'),
    '## Blocks',
    renderBlocks(run.blocks.filter(block => block.scenario === scenarioName && block.arm === arm)),
    '## Proof',
    ...describeLeak(scenario),
    ...describeIssuer(scenario),
    renderProofs(samples),
    '## Traffic matrix',
    renderVerification(scenario),
    ...(scenario.policies === undefined ? [] : ['## Network policies', renderPolicies(scenario.policies)]),
    '## Tests',
    ...renderTests(samples, raw)
  ];
  return `${sections.join('\n\n')}\n`;
}

function describeState(run: Run, { status, reason }: ScenarioResult): string[] {
  const lines: string[] = [];
  if (!run.complete)
    lines.push(`**The run is incomplete: ${escapeMarkdown(run.incompleteReason ?? 'no reason was recorded')}**`);
  if (status !== 'measured') {
    lines.push(`**The scenario is ${status}${reason === undefined ? '' : `: ${describeReason(reason)}`}**`);
  }
  return lines;
}

function describeIssuer({ certificates }: ScenarioResult): string[] {
  if (certificates === undefined) return [];
  const { issuer, ca } = certificates;
  const who = { internal: "Cilium's own CA", other: "a CA other than Cilium's own", unknown: 'an unknown CA' }[ca];
  const named = issuer === '' ? '' : ` (${escapeMarkdown(issuer)})`;
  return [`The certificates of the test pods were issued by ${who}${named}.`];
}

function renderBlocks(blocks: readonly Block[]): string {
  if (blocks.length === 0) return 'No block was started.';
  const head = ['Round', 'Order', 'Path', 'Switch (s)', 'Settling (s)', 'Probes (Gbit/s)', 'Status'];
  const body = blocks.map(({ round, index, path, switchSeconds, settling, status, reason }) => [
    String(round),
    String(index + 1),
    path === 'host' ? 'host (control)' : 'pod',
    formatDecimal(switchSeconds, 1),
    settling === undefined ? '-' : `${formatDecimal(settling.seconds, 1)}${settling.settled ? '' : ' (not settled)'}`,
    settling === undefined || settling.probes.length === 0
      ? '-'
      : settling.probes.map(probe => formatDecimal(probe / 1e9, 2)).join(', '),
    reason === undefined ? status : `${status}: ${describeReason(reason)}`
  ]);
  return table(head, body);
}

/** The evidence for every sample of a scenario, as a table. */
function renderProofs(samples: readonly Sample[]): string {
  const proven = samples.filter(sample => sample.proof !== undefined);
  if (proven.length === 0) return 'No sample got far enough to be verified.';
  const body = proven.map(({ round, path, test, attempt, proof }) => [
    String(round),
    path === 'host' ? 'control' : 'pod',
    `${testTitles[test]}${attempt === 1 ? '' : ' (retry)'}`,
    proof?.verdict ?? '',
    (proof?.coverage ?? [])
      .map(({ side, direction, unit, share }) => `${side} ${direction} ${unit}: ${formatDecimal(share * 100, 1)} %`)
      .join('; ') || '-',
    escapeMarkdown([proof?.reason ?? '', ...(proof?.faults ?? [])].join('; '))
  ]);
  return table(['Round', 'Path', 'Test', 'Traffic (verified)', 'Covered by the counters', 'Evidence'], body);
}

function renderTests(samples: readonly Sample[], raw: (sample: Sample) => readonly RawOutput[] | undefined): string[] {
  if (samples.length === 0) return ['No sample was taken.'];
  return toolSections.flatMap(({ tool, subject, tests }) => {
    const own = tests.flatMap(test => samples.filter(sample => sample.test === test));
    if (own.length === 0) return [];
    const protocols = own.some(sample => sample.test.startsWith('udp-')) ? 'TCP and UDP' : 'TCP';
    return [`### ${protocols} ${subject} tests using ${tool}`, ...own.map(sample => renderSample(sample, raw))];
  });
}

function renderSample(sample: Sample, raw: (sample: Sample) => readonly RawOutput[] | undefined): string {
  const { round, attempt, test, path, client, server } = sample;
  const control = path === 'host' ? ', control (host network)' : '';
  const retry = attempt === 1 ? '' : ', retry';
  const title = `${testTitles[test]}, round ${round}${control}${retry}`;
  const places = `# ${client.pod} on ${client.node} -> ${server.pod} (${server.ip}) on ${server.node}`;
  const call = [`# ${title}:`, oneLine(places), commandLine(sample.command)];
  if (sample.status === 'invalid') {
    const reason = sample.reason === undefined ? 'no reason was recorded' : describeReason(sample.reason);
    return `${fence(call.join('\n'), 'bash')}\n\n**Invalid, ${reason}** (raw output: ${escapeMarkdown(sample.raw)})`;
  }
  const outputs = raw(sample) ?? [];
  const [output] = outputs;
  if (output === undefined) {
    return `${fence(call.join('\n'), 'bash')}\n\nThe raw output (${escapeMarkdown(sample.raw)}) is missing.`;
  }
  // Redacts before shortening: the redactor does not recognize half a key.
  const { text, shortened } = shortenOutput(redactText(output.stdout));
  const stderr = output.stderr.trim() === '' ? [] : ['', '# stderr:', shortenOutput(redactText(output.stderr)).text];
  const block = fence([...call, '', text, ...stderr].join('\n'), 'bash');
  const left = [
    ...(outputs.length > 1 ? [`that of the first of ${outputs.length} bursts`] : []),
    ...(shortened === undefined ? [] : [shortened])
  ];
  return left.length === 0
    ? block
    : `${block}\n\nThe output is ${left.join(', ')}; the full output is in ${escapeMarkdown(sample.raw)}.`;
}

function describeReason({ kind, message }: InvalidReason): string {
  return `${kind}: ${escapeMarkdown(message)}`;
}

/** Longer outputs are shortened. */
const maxLines = 60;
const maxCharacters = 6000;
/** Lines kept at the start and end of a long output that is not JSON. */
const keptLines = 20;

/** A tool's output as shown, and how it was shortened. */
interface ShownOutput {
  readonly text: string;
  readonly shortened?: string;
}

/** Shortens a long output: keeps the sums in the `end` section of iperf3's JSON, or the start and end of other text. */
function shortenOutput(output: string): ShownOutput {
  const text = output.trimEnd();
  const lines = text.split('\n');
  if (lines.length <= maxLines && text.length <= maxCharacters) return { text };
  const end = endSection(text);
  if (end !== undefined) {
    return { text: end, shortened: 'shortened to the sums of its `end` section' };
  }
  const left = lines.length - 2 * keptLines;
  if (left <= 0) {
    return {
      text: `${text.slice(0, maxCharacters)}\n...`,
      shortened: `shortened to ${maxCharacters} characters`
    };
  }
  const shown = [...lines.slice(0, keptLines), `... ${left} lines ...`, ...lines.slice(-keptLines)].join('\n');
  if (shown.length > maxCharacters) {
    return {
      text: `${shown.slice(0, maxCharacters)}\n...`,
      shortened: `shortened to ${maxCharacters} characters`
    };
  }
  return { text: shown, shortened: `shortened by ${left} lines` };
}

/** Readers need the sums; single streams remain in the raw file. */
function endSection(text: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('end' in value)) return undefined;
  const { end } = value;
  if (typeof end !== 'object' || end === null) return undefined;
  const sums = Object.fromEntries(Object.entries(end).filter(([name]) => name !== 'streams'));
  const error = 'error' in value ? { error: value.error } : {};
  return JSON.stringify({ end: sums, ...error }, null, 2);
}
