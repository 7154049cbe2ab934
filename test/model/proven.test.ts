import { describe, expect, test } from '@jest/globals';
import { isProven, lacksProof, refuseUnproven } from '../../src/model/proven.ts';
import { readRun } from '../../src/results/read.ts';
import { serializeRun } from '../../src/results/write.ts';
import { fakeFiles } from '../fakes/host.ts';
import { createInvalidSample, createSample } from '../support/run-builder.ts';
import { runWithThroughput } from '../support/baseline-builder.ts';

const run = runWithThroughput(7e9);
const leaked = {
  ...run,
  samples: run.samples.map(one => ({ ...one, proof: one.proof && { ...one.proof, mode: 'wireguard' as const } }))
};

describe('isProven', () => {
  test('requires the proof of every valid sample', () => {
    expect(isProven(run)).toBe(true);
    expect(isProven({ ...run, samples: [...run.samples, createInvalidSample()] })).toBe(true);
    expect(isProven({ ...run, samples: [...run.samples, createSample()] })).toBe(false);
    expect(isProven(leaked)).toBe(false);
  });
});

test('a run.json is read without values that were not proven', async () => {
  const read = await readRun(fakeFiles({ 'run.json': serializeRun(leaked) }), 'run.json');
  expect(read).toEqual(refuseUnproven(leaked));
  expect(await readRun(fakeFiles({ 'run.json': serializeRun(run) }), 'run.json')).toEqual(run);
});

describe('refuseUnproven', () => {
  test('does not change a run whose samples are proven or invalid', () => {
    const mixed = { ...run, samples: [...run.samples, createInvalidSample()] };
    expect(refuseUnproven(mixed)).toEqual(mixed);
    expect(mixed.samples.filter(lacksProof)).toEqual([]);
  });

  test('invalidates pod samples that claim to be valid without proof, but not those of the control', () => {
    const { samples } = refuseUnproven(leaked);
    for (const sample of samples) expect(sample.status).toBe(sample.path === 'pod' ? 'invalid' : 'valid');
    expect(samples[0]?.reason).toMatchObject({
      kind: 'unproven',
      message: expect.stringContaining('without the proof')
    });
    expect(samples.filter(lacksProof)).toEqual(samples.filter(({ path }) => path === 'pod'));
    expect(leaked.samples.filter(lacksProof)).toHaveLength(samples.filter(lacksProof).length);
  });
});
