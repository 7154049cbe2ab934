import { describe, expect, test } from '@jest/globals';
import { createDoubts } from '../../src/kubernetes/waits.ts';
import { fakeClock } from '../fakes/host.ts';

/** What is said of a container that shows each of these waits for six seconds. */
async function afterEach(
  ...waits: readonly (readonly [string, string] | undefined)[]
): Promise<(string | undefined)[]> {
  const clock = fakeClock();
  const doubts = createDoubts(clock);
  const said: (string | undefined)[] = [];
  for (const wait of waits) {
    const waiting = wait === undefined ? undefined : { reason: wait[0], message: wait[1] };
    doubts.about('c', waiting);
    await clock.sleep(6);
    said.push(doubts.about('c', waiting));
  }
  return said;
}

describe('a container that waits', () => {
  test.each([
    ['ErrImagePull', 'failed to pull and unpack image "r/x:1": failed to resolve reference "r/x:1": r/x:1: not found'],
    ['ImagePullBackOff', 'Back-off pulling image "r/x:1": ErrImagePull: pull access denied, repository does not exist'],
    ['ErrImagePull', 'failed to do request: Head "https://r/v2/x/manifests/1": dial tcp: lookup r: no such host'],
    ['InvalidImageName', 'couldn\'t parse image name "X"'],
    ['ErrImageNeverPull', 'Container image "x" is not present with pull policy of Never'],
    ['CreateContainerConfigError', 'secret "cilium-ipsec-keys" not found'],
    ['CreateContainerError', 'exec: "netserver": executable file not found in $PATH']
  ])('is given up within seconds for %s: %s', async (reason, message) => {
    const wait = [reason, message] as const;
    expect(await afterEach(wait, wait)).toEqual([undefined, `${reason}: ${message}`]);
  });

  test.each([
    ['CreateContainerError', 'context deadline exceeded'],
    ['ErrImagePull', 'unexpected status from HEAD request to https://r/v2/x/manifests/1: 503 Service Unavailable'],
    ['ErrImagePull', 'toomanyrequests: rate exceeded'],
    ['ImagePullBackOff', 'Back-off pulling image "x"'],
    ['CreateContainerConfigError', 'failed to sync secret cache: timed out waiting for the condition'],
    ['ContainerCreating', ''],
    ['PodInitializing', '']
  ])('is waited for at %s: %s', async (reason, message) => {
    const wait = [reason, message] as const;
    expect(await afterEach(wait, wait, wait, wait)).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('is waited for up to two minutes while its registry cannot be reached', async () => {
    const unreached = ['ErrImagePull', 'dial tcp 192.0.2.1:443: i/o timeout'] as const;
    const said = await afterEach(...Array.from({ length: 21 }, () => unreached));
    expect(said.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => undefined));
    expect(said[20]).toBe('ErrImagePull: dial tcp 192.0.2.1:443: i/o timeout');
  });

  test('gets another attempt after its first failed pull', async () => {
    const failed = ['ErrImagePull', 'r/x:1: not found'] as const;
    expect(await afterEach(failed, undefined, failed)).toEqual([undefined, undefined, undefined]);
  });

  test('keeps the reason for its failed pull while an older kubelet backs off', async () => {
    const failed = ['ErrImagePull', 'r/x:1: not found'] as const;
    expect(await afterEach(failed, ['ImagePullBackOff', 'Back-off pulling image "r/x:1"'])).toEqual([
      undefined,
      'ErrImagePull: r/x:1: not found'
    ]);
  });
});
