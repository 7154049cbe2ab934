import { renderPage } from '../../src/report/html/page.ts';
import type { EarlierFigure } from '../../src/model/comparison.ts';
import { commentContext, createComparison, createMetric, latency } from './comparison-builder.ts';
import { createHistory, shapes, type Compared } from './comparison-shapes.ts';
import { createRun } from './run-builder.ts';

/** Earlier runs on GitHub, of which the newest four have another version of Cilium. */
function createVersionedHistory(value: number, count: number): EarlierFigure[] {
  return createHistory(value, count).map((figure, index) => ({
    ...figure,
    runId: 1001 + index,
    cilium: index < count - 4 ? '1.19.6' : '1.20.2'
  }));
}

/** A loss in comparison with twelve earlier runs. */
export function comparedWithHistory(): Compared {
  const own = { design: 'history', outcome: 'regression', pairs: 12 } as const;
  return {
    run: createRun(),
    comparison: createComparison({
      verdict: 'regression',
      design: 'history',
      metrics: [
        createMetric({
          ...own,
          candidate: 6.6e9,
          history: createVersionedHistory(7.6e9, 12),
          band: { low: 7.2e9, high: 8e9 },
          rounds: [{ round: 1, candidate: 6.6e9 }]
        }),
        createMetric({
          ...latency,
          ...own,
          candidate: 190,
          history: createVersionedHistory(165, 12),
          band: { low: 155, high: 175 },
          rounds: [{ round: 1, candidate: 190 }]
        })
      ]
    })
  };
}

/** The longest names that the program has, and values far apart. */
function longNames(): Compared {
  const { run, comparison } = shapes.regression();
  const named = { scenario: 'native+wireguard', outcome: 'tolerable', gated: true } as const;
  const metrics = comparison.metrics.flatMap((metric, index) => [
    {
      ...metric,
      ...named,
      test: 'tcp-bidirectional',
      metric: index % 2 === 0 ? 'transaction-rate' : 'client-ztunnel-cpu'
    } as const,
    { ...metric, outcome: 'regression', change: { estimate: 123.4, low: 0.001, high: 5000, level: 0.95 } } as const
  ]);
  return { run, comparison: { ...comparison, metrics } };
}

/** A page of every shape that a report can have, by name. */
export function everyPage(): readonly (readonly [name: string, html: string])[] {
  const compared = { ...shapes, history: comparedWithHistory, long: longNames };
  return Object.entries(compared).map(([name, create]) => {
    const { run, comparison } = create();
    return [name, renderPage(run, comparison, { ...commentContext, foreign: name === 'advisory' })];
  });
}
