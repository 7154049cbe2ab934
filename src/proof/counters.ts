import type { Coverage } from './contract.ts';
import { NoProof } from './draft.ts';

export type Direction = Coverage['direction'];
export const directions: readonly Direction[] = ['sent', 'received'];

export interface Counter {
  readonly packets: number;
  readonly bytes: number;
}

export type Counters = Readonly<Record<Direction, Counter>>;

export const nothing: Counter = { packets: 0, bytes: 0 };

/** What a counter gained. @throws NoProof when it went back: it was reset, and what it lost is unknown. */
export function gained(before: Counter, after: Counter, what: string): Counter {
  const packets = after.packets - before.packets;
  const bytes = after.bytes - before.bytes;
  if (packets < 0 || bytes < 0) throw new NoProof(`${what} went back: it was reset in between`);
  return { packets, bytes };
}

/** `counter` times `factor`. */
export function scaled(counter: Counter, factor: number): Counter {
  return { packets: counter.packets * factor, bytes: counter.bytes * factor };
}

/** `counter` less `background`, never below zero. */
export function less(counter: Counter, background: Counter): Counter {
  return {
    packets: Math.max(0, counter.packets - background.packets),
    bytes: Math.max(0, counter.bytes - background.bytes)
  };
}

/** The sum of counters. */
export function sum(counters: readonly Counter[]): Counter {
  return counters.reduce((a, b) => ({ packets: a.packets + b.packets, bytes: a.bytes + b.bytes }), nothing);
}
