import { describe, expect, test } from '@jest/globals';
import { isPassingFailure } from '../../src/lib/passing-failure.ts';
import { errorMessage } from '../../src/model/errors.ts';

describe('the message of an error', () => {
  test('ends with those of its causes', () => {
    const cause = new Error('Connect Timeout Error', { cause: new Error('no answer') });
    expect(errorMessage(new TypeError('fetch failed', { cause }))).toBe(
      'fetch failed: Connect Timeout Error: no answer'
    );
  });

  test('names what happened at each address of a name, which makes it a temporary failure', () => {
    const refused = ['::1', '127.0.0.1'].map(address => new Error(`connect ECONNREFUSED ${address}:6443`));
    const message = errorMessage(new TypeError('fetch failed', { cause: new AggregateError(refused) }));
    expect(message).toBe('fetch failed: connect ECONNREFUSED ::1:6443; connect ECONNREFUSED 127.0.0.1:6443');
    expect(isPassingFailure(message)).toBe(true);
  });
});
