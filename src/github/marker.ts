/** What a comment is about: one per key and job is kept on a pull request. */
export interface CommentKey {
  /** The input `comment-key`. */
  readonly key: string;
  /** Of the job, matrix leg included, or a name of its own for the job that merges the legs. */
  readonly job: string;
}

/** Which run wrote a comment. */
export interface CommentRun {
  readonly runId: number;
  readonly runAttempt: number;
  readonly headSha: string;
}

const start = '<!-- cilium-perf-gate ';

/** The hidden first line of a comment, by which later runs find it and see how old it is. */
export function renderMarker({ key, job }: CommentKey, { runId, runAttempt, headSha }: CommentRun): string {
  return `${start}key=${encode(key)} job=${encode(job)} run=${String(runId)} attempt=${String(runAttempt)} sha=${encode(headSha)} -->`;
}

/** The run that wrote a comment about this; `undefined` for any other comment. */
export function readMarker(body: string, { key, job }: CommentKey): CommentRun | undefined {
  const line = body.split(/\r?\n/, 1)[0] ?? '';
  const own = `${start}key=${encode(key)} job=${encode(job)} `;
  if (!line.startsWith(own)) return undefined;
  const [, run, attempt, sha] = /^run=(\d{1,15}) attempt=(\d{1,9}) sha=(\S*) -->$/.exec(line.slice(own.length)) ?? [];
  if (run === undefined || attempt === undefined || sha === undefined) return undefined;
  return { runId: Number(run), runAttempt: Number(attempt), headSha: sha };
}

/** Run ids grow, and so do the attempts of a run. */
export function isOlder(run: CommentRun, than: CommentRun): boolean {
  return run.runId === than.runId ? run.runAttempt < than.runAttempt : run.runId < than.runId;
}

/** A key may hold anything; neither the end of the comment nor a blank may come of it. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[-!'()*~]/g,
    character => `%${character.charCodeAt(0).toString(16)}`
  );
}
