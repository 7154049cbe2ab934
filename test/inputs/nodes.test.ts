import { describe, expect, test } from '@jest/globals';
import { errorOf, parse } from './options.ts';

describe('choosing nodes', () => {
  test.each([
    'worker-1',
    'ip-10-0-0-1.ec2.internal',
    'agentpool=perf',
    'a==b',
    'a!=b,!c',
    'topology.kubernetes.io/zone in (a, b)',
    'gpu notin (x)'
  ])('takes %s', text => {
    expect(parse({ 'client-node': text, 'server-node': text }).nodes).toMatchObject({ client: text, server: text });
  });

  test.each(['a b', 'a=b=c', 'a in b', '=b', 'a,,b', '$(id)'])('refuses %s', text => {
    expect(errorOf(() => parse({ 'server-node': text }))).toBe(
      `InputError: server-node: "${text}" is neither a node name nor a label selector; write for example worker-1, or agentpool=perf.`
    );
  });

  test('reads tolerations as kubectl writes taints', () => {
    const { tolerations } = parse({ tolerations: 'dedicated=perf:NoSchedule, gpu\nspot:NoExecute,empty=,*' }).nodes;
    expect(tolerations).toEqual([
      { key: 'dedicated', operator: 'Equal', value: 'perf', effect: 'NoSchedule' },
      { key: 'gpu', operator: 'Exists' },
      { key: 'spot', operator: 'Exists', effect: 'NoExecute' },
      { key: 'empty', operator: 'Equal', value: '' },
      { operator: 'Exists' }
    ]);
  });

  test.each(['a:Never', 'a=b:', ':NoSchedule', 'a=b=c'])('refuses the toleration %s', text => {
    expect(errorOf(() => parse({ tolerations: text }))).toMatch(
      /^InputError: tolerations: ".*" is not a toleration; write key, key=value, key:effect, key=value:effect or \*/
    );
  });
});
