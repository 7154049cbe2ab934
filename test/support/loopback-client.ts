import Bottleneck from 'bottleneck/light.js';
import { createGitHub } from '../../src/github/client.ts';
import type { GitHub } from '../../src/github/port.ts';
import { fakeClock } from '../fakes/host.ts';
import type { LoopbackGitHub } from './loopback-github/server.ts';

// octokit's plugin waits 1 s between writes and 3 s between comments, and takes no other figures.
const { Group } = Bottleneck;
const own = Object.getOwnPropertyDescriptor(Group.prototype, 'key')?.value as (id?: string) => Bottleneck;
Group.prototype.key = function (this: Bottleneck.Group & { limiterOptions: { minTime?: number } }, id) {
  if (this.limiterOptions.minTime !== undefined) this.limiterOptions.minTime = 1;
  return own.call(this, id);
};

/** The real client against the loopback GitHub; a second of its waits takes a millisecond. */
export function connect(
  { url, world }: LoopbackGitHub,
  { stop = new AbortController().signal, secondMilliseconds = 1 } = {}
): Promise<GitHub> {
  const repository = `${world.repository.owner}/${world.repository.name}`;
  const host = { clock: fakeClock(), stop };
  return createGitHub({ token: 'ghs_secret', repository, apiUrl: url, host, secondMilliseconds });
}
