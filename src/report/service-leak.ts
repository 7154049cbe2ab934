import type { Run, ScenarioResult } from '../results/run.ts';
import { escapeMarkdown } from './markdown.ts';

/** ztunnel knows no Services: what is measured to pod IPs can be encrypted while Services are reached in the clear. */
export function describeLeak(scenario: ScenarioResult): string[] {
  const leak = leakOf(scenario);
  return leak === undefined ? [] : [`**${escapeMarkdown(leak.what)}.** ${leak.besides}`];
}

/** The same of every scenario of a run's candidate, as plain sentences. */
export function leakSentences({ scenarios }: Run): string[] {
  return scenarios.flatMap(scenario => {
    const leak = scenario.arm === 'candidate' ? leakOf(scenario) : undefined;
    return leak === undefined ? [] : [`${scenario.name}: ${leak.what}. ${leak.besides}`];
  });
}

function leakOf({ serviceLeak, matrix }: ScenarioResult): { what: string; besides: string } | undefined {
  if (serviceLeak === undefined || serviceLeak.leaks === 'no') return undefined;
  const what = serviceLeak.leaks === 'yes' ? 'Services would leak' : 'Whether Services would leak is not known';
  const seen = matrix?.find(row => row.destination === 'service')?.seen;
  const transfer = seen === undefined ? '' : ` A transfer to a ClusterIP was ${seen}.`;
  return { what: `${what}: ${serviceLeak.reason}`, besides: `What was measured here went to pod IPs.${transfer}` };
}
