import { extendTrend, parseTrend, serializeTrend, trendRunOf } from '../baseline/trend.ts';
import type { Host } from '../host/ports.ts';
import { defined } from '../lib/defined.ts';
import { errorMessage, InputError } from '../model/errors.ts';
import type { Policy } from '../model/options.ts';
import type { Trend, TrendReport } from '../model/trend.ts';
import { renderTrendPage } from '../report/html/trend-page.ts';
import { trendBadge } from '../report/trend.ts';
import { readRun } from '../results/read.ts';
import { trendOf } from '../verdict/trend.ts';

/**
 * Makes a trend of stored runs: every run.json and trend.json among the paths and below those that are folders. Writes
 * trend.html, badge.json, and trend.json with the figures of all these runs. Warns of what cannot be used.
 */
export async function concludeTrend(
  { files, outputs }: Pick<Host, 'files' | 'outputs'>,
  paths: readonly string[],
  output: string,
  policy: Pick<Policy, 'alsoGate'>
): Promise<TrendReport> {
  let trend: Trend = { runs: [] };
  for (const path of await documentsIn(files, paths)) {
    try {
      trend = await extended(files, trend, path);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      outputs.warning(`${path} is left out: ${errorMessage(error)}`);
    }
  }
  if (trend.runs.length === 0) throw new InputError('none of the files has a complete, proven run');
  const report = trendOf(trend, policy);
  await files.write(`${output}/trend.html`, renderTrendPage(report));
  await files.write(`${output}/badge.json`, trendBadge(report));
  await files.write(`${output}/trend.json`, serializeTrend(trend));
  return report;
}

/** Trends first, because a run.json is the better source of the same run only if it is newer. */
async function documentsIn(files: Host['files'], paths: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const name of ['trend.json', 'run.json']) {
    for (const path of paths) {
      if (!files.isFolder(path)) found.add(path);
      else for (const each of await files.find(`**/${name}`, path)) found.add(`${path}/${each}`);
    }
  }
  return [...found];
}

async function extended(files: Host['files'], trend: Trend, path: string): Promise<Trend> {
  if (path.endsWith('trend.json')) {
    const stored = parseTrend(await files.read(path));
    return extendTrend({ ...stored, ...trend }, stored.runs);
  }
  const run = await readRun(files, path);
  const added = trendRunOf(run);
  if (added === undefined) throw new InputError('it is incomplete, or has no proven results');
  const known = trend.runs.find(({ id }) => id === added.id);
  // What was said about the run is only in the trend.
  const merged = { ...added, ...defined({ verdict: known?.verdict }), accepted: known?.accepted ?? [] };
  return extendTrend({ ...defined({ repository: run.source?.repository }), ...trend }, [merged]);
}
