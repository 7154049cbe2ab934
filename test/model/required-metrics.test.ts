import { expect, test } from '@jest/globals';
import { requiredMetrics, testNames } from '../../src/model/test.ts';
import { rows } from '../../src/report/rows.ts';
import { tests } from '../../src/suite/index.ts';

test.each(testNames)('a valid sample of %s has what gates and what the table shows', name => {
  const required: readonly string[] = requiredMetrics[name];
  const shown = rows.filter(row => row.test === name).flatMap(row => row.figures.map(figure => figure.metric));
  expect(shown).not.toEqual([]);
  expect(required).toEqual(expect.arrayContaining([tests[name].primaryMetric, ...shown]));
});
