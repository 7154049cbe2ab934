import type { PolicyAttempt, PolicyFinding, PolicyName } from '../model/policy-matrix.ts';
import type { PolicyMatrixResult, PolicyRowResult } from '../model/run.ts';
import { escapeMarkdown, oneLine, table } from './markdown.ts';

const policyTitles: Readonly<Record<PolicyName, string>> = {
  'l4-allow': 'L4 allow',
  'l4-deny': 'L4 deny',
  'default-deny': 'default deny',
  'l3-deny': 'L3 deny'
};

const findingTitles: Readonly<Record<PolicyFinding, string>> = {
  holds: 'holds',
  bypassed: 'BYPASSED by encryption',
  'cut-off': 'cut off by encryption',
  documented: 'cut off, as documented',
  differs: 'unlike the policy',
  unproven: 'unproven'
};

function portOf({ policy, port }: Pick<PolicyAttempt, 'policy' | 'port'>): string {
  if (policy === 'default-deny' || policy === 'l3-deny') return 'any port';
  return port === 'other' ? 'another port' : policy === 'l4-allow' ? 'the allowed port' : 'the denied port';
}

/** A connection for people: `L4 deny, the denied port`. */
export function describeAttempt(attempt: Pick<PolicyAttempt, 'policy' | 'port'>): string {
  return `${policyTitles[attempt.policy]}, ${portOf(attempt)}`;
}

/** Log line of a row of the policy matrix. */
export function describePolicyRow(row: PolicyRowResult): string {
  const plain = row.plain === undefined ? '' : `, ${row.plain} without encryption`;
  return `network policy ${describeAttempt(row)}: ${row.seen}, expected ${row.expected}${plain}: ${findingTitles[row.finding]}; ${oneLine(row.reason)}`;
}

/** A scenario's policy matrix as Markdown. */
export function renderPolicies({ rows, missing }: PolicyMatrixResult): string {
  const compared = rows.some(({ plain }) => plain !== undefined);
  const head = [
    'Network policy',
    'Connection to',
    'Expected',
    ...(compared ? ['Without encryption'] : []),
    'Seen',
    'Result',
    'Evidence'
  ];
  const body = rows.map(row => [
    policyTitles[row.policy],
    portOf(row),
    row.expected,
    ...(compared ? [row.plain ?? '-'] : []),
    row.seen === row.expected ? row.seen : `**${row.seen}**`,
    row.finding === 'holds' ? findingTitles.holds : `**${findingTitles[row.finding]}**`,
    escapeMarkdown(row.reason)
  ]);
  return [
    ...(rows.length === 0 ? [] : [table(head, body)]),
    ...(missing === undefined ? [] : [`Network policies: ${escapeMarkdown(missing)}.`])
  ].join('\n\n');
}
