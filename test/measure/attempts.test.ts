import { describe, expect, test } from '@jest/globals';
import { CanceledError } from '../../src/model/errors.ts';
import { takeAll, type Steps } from '../../src/measure/attempts.ts';
import type { InvalidReason, Sample } from '../../src/model/run.ts';
import type { TestName } from '../../src/model/test.ts';

const unproven: InvalidReason = { kind: 'unproven', message: "namespace perf is not enrolled on the client's node" };
const tests: readonly TestName[] = ['tcp-throughput', 'tcp-latency'];

/** Steps on numbered pods: `status` decides each sample, `again` each renewal of the pods, `ofBlock` the block's proof. */
function stepsOf({
  status = () => 'valid',
  again = () => undefined,
  ofBlock
}: {
  readonly status?: (test: TestName, attempt: number) => Sample['status'];
  readonly again?: () => Error | undefined;
  readonly ofBlock?: InvalidReason | ((pods: number) => InvalidReason | undefined);
}): { readonly steps: Steps<number>; readonly said: string[] } {
  const said: string[] = [];
  let made = 1;
  const steps: Steps<number> = {
    renew: () => {
      const error = again();
      if (error !== undefined) return Promise.reject(error);
      made += 1;
      return Promise.resolve(made);
    },
    take: (pods, name, { repeat, attempt }) => {
      const which = repeat === 1 ? '' : `, repeat ${repeat}`;
      said.push(`${name} ${attempt} on ${pods}${which}`);
      return Promise.resolve({ id: name, test: name, status: status(name, attempt) } as Sample);
    },
    reasonAgainstBlock: pods => {
      said.push(`block on ${pods}`);
      return Promise.resolve(typeof ofBlock === 'function' ? ofBlock(pods) : ofBlock);
    },
    record: ({ id, status: now, reason }) => {
      said.push(`${id} is ${now}: ${reason?.message ?? ''}`);
      return Promise.resolve();
    }
  };
  return { steps, said };
}

describe("a block's samples", () => {
  test("that the second witness watched on both nodes count even if their block's counters do not", async () => {
    const saw = { ok: true, clear: 0, sealed: 10 } as const;
    const watched = { client: saw, server: saw };
    const blind = { client: saw, server: { ok: false, why: 'ErrImagePull' } as const };
    for (const [witnesses, reason, invalid] of [
      [[watched, watched], undefined, []],
      [[watched, undefined], unproven, ['tcp-latency']],
      [[blind, undefined], unproven, ['tcp-throughput', 'tcp-latency']]
    ] as const) {
      const { steps, said } = stepsOf({ ofBlock: unproven });
      const take: typeof steps.take = async (...args) => {
        const witness = witnesses[tests.indexOf(args[1])];
        return { ...(await steps.take(...args)), proof: { ...(witness && { witness }) } } as Sample;
      };
      expect(await takeAll(tests, 1, { ...steps, take })).toBe(reason);
      const fallen = said.filter(line => line.includes(' is invalid')).map(line => line.split(' ')[0]);
      expect(fallen).toEqual(invalid);
    }
  });

  test('are taken on the same pods as long as none fails', async () => {
    const { steps, said } = stepsOf({});
    expect(await takeAll(tests, 1, steps)).toBeUndefined();
    expect(said).toEqual(['tcp-throughput 1 on 1', 'tcp-latency 1 on 1', 'block on 1']);
  });

  test('are counted for each test', async () => {
    const { steps, said } = stepsOf({});
    await takeAll(['tcp-latency', 'tcp-stream', 'tcp-latency'], 1, steps);
    expect(said.slice(0, 3)).toEqual(['tcp-latency 1 on 1', 'tcp-stream 1 on 1', 'tcp-latency 1 on 1, repeat 2']);
  });

  test('are retried once on new pods', async () => {
    const { steps, said } = stepsOf({ status: name => (name === 'tcp-latency' ? 'valid' : 'invalid') });
    expect(await takeAll(tests, 1, steps)).toBeUndefined();
    expect(said).toEqual(['tcp-throughput 1 on 1', 'tcp-throughput 2 on 2', 'tcp-latency 1 on 3', 'block on 3']);
  });

  test("do not count without the block's proof", async () => {
    const { steps, said } = stepsOf({ ofBlock: unproven });
    expect(await takeAll(['tcp-throughput'], 1, steps)).toBe(unproven);
    expect(said.at(-1)).toBe(`tcp-throughput is invalid: ${unproven.message}`);
  });

  test("do not count without the block's proof even if the block cannot continue", async () => {
    const unsettled = new Error('the path was not steady');
    const { steps, said } = stepsOf({
      status: name => (name === 'tcp-latency' ? 'invalid' : 'valid'),
      again: () => unsettled,
      ofBlock: unproven
    });
    await expect(takeAll(tests, 1, steps)).rejects.toBe(unsettled);
    expect(said.slice(-2)).toEqual(['block on 1', `tcp-throughput is invalid: ${unproven.message}`]);
  });

  test('count only with the others on the same pods: each pair has its own proof, read before the next pair is created', async () => {
    const three: readonly TestName[] = ['tcp-throughput', 'tcp-latency', 'tcp-stream'];
    const status = (name: TestName, attempt: number): Sample['status'] =>
      name === 'tcp-latency' && attempt === 1 ? 'invalid' : 'valid';
    for (const [unprovenOn, reason, fallen] of [
      [1, undefined, ['tcp-throughput']],
      [2, undefined, ['tcp-latency', 'tcp-stream']],
      [undefined, unproven, ['tcp-throughput', 'tcp-latency', 'tcp-stream']]
    ] as const) {
      const ofBlock = (pods: number): InvalidReason | undefined =>
        unprovenOn === undefined || pods === unprovenOn ? unproven : undefined;
      const { steps, said } = stepsOf({ status, ofBlock });
      expect(await takeAll(three, 1, steps)).toBe(reason);
      expect(said.filter(line => !line.includes(' is invalid'))).toEqual([
        'tcp-throughput 1 on 1',
        'tcp-latency 1 on 1',
        'block on 1',
        'tcp-latency 2 on 2',
        'tcp-stream 1 on 2',
        'block on 2'
      ]);
      expect(said.filter(line => line.includes(' is invalid')).map(line => line.split(' ')[0])).toEqual(fallen);
    }
  });

  test('are proven before new pods are created, which may not become steady', async () => {
    const unsettled = new Error('the path was not steady');
    const { steps, said } = stepsOf({
      status: name => (name === 'tcp-latency' ? 'invalid' : 'valid'),
      again: () => unsettled
    });
    await expect(takeAll(tests, 1, steps)).rejects.toBe(unsettled);
    expect(said).toEqual(['tcp-throughput 1 on 1', 'tcp-latency 1 on 1', 'block on 1']);
  });

  test('end at once if the run is canceled', async () => {
    const { steps, said } = stepsOf({ status: () => 'invalid', again: () => new CanceledError('stopped') });
    await expect(takeAll(tests, 1, steps)).rejects.toBeInstanceOf(CanceledError);
    expect(said).toEqual(['tcp-throughput 1 on 1']);
  });
});
