export type Log = (line: string) => void;

/** A phase's name, how long it usually takes, and which phases it waits for: those of the same track. */
export interface Phase {
  name: string;
  seconds: number;
  track?: string;
}

interface Running {
  phase: Phase;
  number: number;
  since: number;
  state: 'waiting' | 'running' | 'done';
}

/** 95 -> "1m35s". */
export function formatSeconds(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return whole < 60 ? `${String(whole)}s` : `${String(Math.floor(whole / 60))}m${String(whole % 60).padStart(2, '0')}s`;
}

/** Says which phase runs, how long it took, and how long the rest will take. */
export class Progress {
  readonly #log: Log;
  readonly #now: () => number;
  readonly #began: number;
  readonly #phases: Running[];

  constructor(log: Log, phases: readonly Phase[], now: () => number = Date.now) {
    this.#log = log;
    this.#now = now;
    this.#began = now();
    this.#phases = phases.map((phase, index) => ({ phase, number: index + 1, since: 0, state: 'waiting' }));
  }

  /** Runs a phase that was announced to the constructor. */
  async run<T>(name: string, work: () => Promise<T>): Promise<T> {
    const entry = this.#phases.find(({ phase }) => phase.name === name);
    if (entry === undefined) throw new Error(`no phase is called ${name}`);
    entry.since = this.#now();
    entry.state = 'running';
    const label = `[${String(entry.number)}/${String(this.#phases.length)}] ${name}`;
    this.#log(`${label} ... (usually ${formatSeconds(entry.phase.seconds)}; ${this.#summary()})`);
    const alive = setInterval(() => {
      this.#log(
        `${label} still runs, ${formatSeconds((this.#now() - entry.since) / 1000)} so far (${this.#summary()})`
      );
    }, 60_000);
    try {
      const result = await work();
      entry.state = 'done';
      this.#log(`${label}: done in ${formatSeconds((this.#now() - entry.since) / 1000)} (${this.#summary()})`);
      return result;
    } finally {
      clearInterval(alive);
    }
  }

  /** Seconds that are left: tracks run side by side, the phases of one track one after the other. */
  remaining(): number {
    const tracks = new Map<string, number>();
    for (const { phase, since, state } of this.#phases) {
      const left =
        state === 'done'
          ? 0
          : state === 'waiting'
            ? phase.seconds
            : Math.max(2, phase.seconds - (this.#now() - since) / 1000);
      const track = phase.track ?? '';
      tracks.set(track, (tracks.get(track) ?? 0) + left);
    }
    const common = tracks.get('') ?? 0;
    tracks.delete('');
    return common + Math.max(0, ...tracks.values());
  }

  #summary(): string {
    const elapsed = formatSeconds((this.#now() - this.#began) / 1000);
    const left = this.remaining();
    return left === 0 ? `${elapsed} elapsed` : `${elapsed} elapsed, about ${formatSeconds(left)} left`;
  }
}
