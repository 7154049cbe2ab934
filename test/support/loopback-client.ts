import { createGitHub } from '../../src/github/client.ts';
import type { GitHub } from '../../src/github/port.ts';
import { fakeClock } from '../fakes/host.ts';
import type { LoopbackGitHub } from './loopback-github/server.ts';

/** The real client against the loopback GitHub; it waits by a clock that passes no time. */
export function connect({ url, world }: LoopbackGitHub): Promise<GitHub> {
  const repository = `${world.repository.owner}/${world.repository.name}`;
  return createGitHub({ token: 'ghs_secret', repository, apiUrl: url, clock: fakeClock() });
}
