import type { Chart } from '../blocks.ts';
import { box, dot, element, line, whisker } from './drawing.ts';

/** What the shapes of each kind of chart stand for. */
const entries: Readonly<Record<Chart['kind'], readonly (readonly [shape: string, meaning: string])[]>> = {
  changes: [
    [dot('estimate', 12, 8, 4), 'change'],
    [whisker(2, 22, 8), 'interval'],
    [dot('candidate-dot', 12, 8), 'one round or sample'],
    [box('band', 2, 2, 20, 12), 'tolerated']
  ],
  bars: [
    [box('reference', 2, 3, 20, 10), 'reference'],
    [box('candidate', 2, 3, 20, 10), 'this run'],
    [whisker(2, 22, 8), 'interval'],
    [dot('candidate-dot', 12, 8), 'one round or sample'],
    [box('band', 2, 2, 20, 12), 'tolerated']
  ],
  history: [
    [line('history', 2, 8, 22, 8) + dot('reference-dot', 12, 8, 3.2), 'earlier run'],
    [dot('estimate', 12, 8, 5), 'this run'],
    [box('band', 2, 2, 20, 12), 'expected without a change'],
    [line('version', 12, 0, 12, 16), 'another version of Cilium']
  ]
};

/** One line with every shape of these charts, each with its meaning. */
export function legendOf(charts: readonly Chart[]): string {
  return renderLegend(charts.flatMap(({ kind }) => entries[kind]));
}

/** The same for shapes with their meanings. */
export function renderLegend(entered: readonly (readonly [shape: string, meaning: string])[]): string {
  const shapes = new Map(entered.map(([shape, meaning]) => [meaning, shape]));
  const items = [...shapes].map(([meaning, shape]) =>
    element('li', {}, element('svg', { viewBox: '0 0 24 16', 'aria-hidden': 'true' }, shape) + meaning)
  );
  return element('ul', { class: 'legend' }, items.join('\n'));
}
