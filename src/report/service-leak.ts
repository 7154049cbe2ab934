import type { ScenarioResult } from '../results/run.ts';
import { escapeMarkdown } from './markdown.ts';

/** ztunnel knows no Services: what is measured to pod IPs can be encrypted while Services are reached in the clear. */
export function describeLeak({ serviceLeak, matrix }: ScenarioResult): string[] {
  if (serviceLeak === undefined || serviceLeak.leaks === 'no') return [];
  const what = serviceLeak.leaks === 'yes' ? 'Services would leak' : 'Whether Services would leak is not known';
  const seen = matrix?.find(row => row.destination === 'service')?.seen;
  const transfer = seen === undefined ? '' : ` A transfer to a ClusterIP was ${seen}.`;
  return [`**${what}: ${escapeMarkdown(serviceLeak.reason)}.** What was measured here went to pod IPs.${transfer}`];
}
