import { describe, expect, test } from '@jest/globals';
import { run } from '../src/run.ts';
import { fakeHost, fakeOutputs, fakeProcesses } from './fakes/host.ts';
import { comparing } from './inputs/comparing.ts';
import { parse } from './inputs/options.ts';

const refuse = (): never => {
  throw new Error('nobody is to be asked');
};

describe('a run', () => {
  test('is refused before anything is touched when there is nothing of what it is to be compared with', async () => {
    const processes = fakeProcesses(() => undefined);
    const outputs = fakeOutputs();
    const options = {
      ...parse({ scenarios: 'vxlan' }),
      comparing: comparing({ baseline: 'file', baselineFiles: ['old/*.json'] })
    };
    const dependencies = { connect: refuse, source: undefined, base: undefined, onFailed: refuse };
    for (const planOnly of [true, false]) {
      const started = run({ ...options, planOnly }, { ...dependencies, host: fakeHost({ processes, outputs }) });
      await expect(started).rejects.toThrow(
        'baseline-files: nothing is at "old/*.json"; write the path of a run.json or baseline.json'
      );
    }
    expect(processes.calls).toEqual([]);
    expect(outputs.lines).toEqual([]);
  });
});
