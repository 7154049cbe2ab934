import type { Run } from '../results/run.ts';
import type { ReportContext } from './sections.ts';

/** The job that a run says it was made in, on github.com; nothing for a run that was made elsewhere or names no repository. */
export function runLink({ source }: Pick<Run, 'source'>): ReportContext['links'] {
  if (source === undefined || !/^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(source.repository)) return {};
  return { run: `https://github.com/${source.repository}/actions/runs/${String(source.runId)}` };
}
