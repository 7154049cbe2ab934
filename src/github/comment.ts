import { errorMessage } from '../model/errors.ts';
import { keyAdvice } from './artifacts.ts';
import { GitHubError } from './errors.ts';
import { encode, isSame } from './marker.ts';
import type { GitHub, IssueComment } from './port.ts';

/** Identifies a comment. A pull request has one per key and job. */
export interface CommentKey {
  /** The input `comment-key`. */
  readonly key: string;
  /** The job's id, which all jobs of a matrix share. */
  readonly job: string;
}

/** The run that wrote a comment. */
export interface CommentRun {
  readonly runId: number;
  readonly runAttempt: number;
  readonly headSha: string;
  /** What the comment reports: the id of a measured run, or of the report on several. */
  readonly report: string;
}

const start = '<!-- cilium-perf-gate ';

/** The hidden first line of a comment, used to find it again and to see how old it is. */
export function renderMarker({ key, job }: CommentKey, run: CommentRun): string {
  const { runId, runAttempt, headSha, report } = run;
  const which = `run=${runId} attempt=${runAttempt} sha=${encode(headSha)} report=${encode(report)}`;
  return `${start}key=${encode(key)} job=${encode(job)} ${which} -->`;
}

/** The run that wrote a comment with this key; `undefined` for any other comment. */
export function readMarker(body: string, { key, job }: CommentKey): CommentRun | undefined {
  const line = body.split(/\r?\n/, 1)[0] ?? '';
  const own = `${start}key=${encode(key)} job=${encode(job)} `;
  if (!line.startsWith(own)) return undefined;
  const [, run, attempt, headSha, report] =
    /^run=(\d{1,15}) attempt=(\d{1,9}) sha=(\S*) report=(\S*) -->$/.exec(line.slice(own.length)) ?? [];
  if (run === undefined || attempt === undefined || headSha === undefined || report === undefined) return undefined;
  return { runId: Number(run), runAttempt: Number(attempt), headSha, report };
}

/** Run ids and attempt numbers only increase. */
function isOlder(run: CommentRun, than: CommentRun): boolean {
  return run.runId === than.runId ? run.runAttempt < than.runAttempt : run.runId < than.runId;
}

function isSameAttempt(run: CommentRun, other: CommentRun): boolean {
  return run.runId === other.runId && run.runAttempt === other.runAttempt;
}

interface Written {
  readonly state: 'created' | 'updated';
  readonly url: string;
}

/** What happened to a comment. It never affects the job's verdict. */
export type CommentOutcome =
  | Written
  /** A newer run has already commented. */
  | { readonly state: 'superseded'; readonly url: string; readonly reason: string }
  /** Another job of the same run has already commented with this key. */
  | { readonly state: 'taken'; readonly reason: string }
  /** The token may not write, so the second stage must comment. */
  | { readonly state: 'not-permitted'; readonly reason: string }
  | { readonly state: 'failed'; readonly reason: string };

/** Maximum length of a comment; fits whether GitHub counts characters or bytes (docs/rules.md#the-comment). */
const maxCommentLength = 65_000;

/** Maximum length of the text without the hidden marker. */
export const maxReportLength = maxCommentLength - 600;

/** A comment with the key, from the token's own account. */
interface OwnComment {
  readonly id: number;
  readonly url: string;
  readonly writer: CommentRun;
}

/** Reads the own comments of a pull request; the one that stays comes first. */
type ReadOwn = () => Promise<readonly OwnComment[]>;

/** Deletions after one write. A race leaves one comment too many; the next run deletes what is left of more. */
const maxDeletions = 5;
/** Runs that are asked for because of one write. Whoever invents more markers than that is not believed at all. */
const maxQuestions = 5;

/**
 * Writes the only comment with this key on a pull request: updates the one with its marker from the token's own account,
 * or creates one. Markers from other accounts are ignored. GitHub's errors never throw.
 *
 * Other jobs may write at the same time (docs/rules.md#the-comment). So the comment is read again right before it is
 * written, and afterwards all of them.
 */
export async function writeComment(
  github: GitHub,
  pullRequest: number,
  key: CommentKey,
  run: CommentRun,
  text: string
): Promise<CommentOutcome> {
  const body = `${renderMarker(key, run)}\n${text}`;
  if (body.length > maxCommentLength) {
    return {
      state: 'failed',
      reason: `the comment has ${body.length} characters; at most ${maxCommentLength} are allowed`
    };
  }
  try {
    const viewer = await github.viewer();
    const ownOf = (comment: IssueComment | undefined): OwnComment | undefined => {
      const writer = isSame(viewer, comment?.author) ? readMarker(comment?.body ?? '', key) : undefined;
      return comment === undefined || writer === undefined ? undefined : { id: comment.id, url: comment.url, writer };
    };
    const believe = createBelief(github, run);
    const readOwn = async (): Promise<readonly OwnComment[]> => {
      const found = await github.comments(pullRequest, comment => ownOf(comment) !== undefined);
      const own: OwnComment[] = [];
      for (const comment of found.flatMap(each => ownOf(each) ?? []).sort(byStaying)) own.push(await believe(comment));
      return own.sort(byStaying);
    };
    const [listed] = await readOwn();
    const current = listed && ownOf(await github.comment(listed.id));
    const first = current && (await believe(current));
    const refused = first && refuseToReplace(first, run, key);
    if (refused !== undefined) return refused;
    const written =
      first === undefined ? await github.createComment(pullRequest, body) : await github.updateComment(first.id, body);
    const outcome = { state: first === undefined ? 'created' : 'updated', url: written.url } as const;
    return await settle(github, readOwn, run, key, body, outcome);
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    return { state: error.kind === 'not-permitted' ? 'not-permitted' : 'failed', reason: errorMessage(error) };
  }
}

/**
 * Leaves one comment after a write: each job applies the same rule to what it finds, so the last one to look decides as
 * the others did. If an older run has overwritten the comment in between, writes it again.
 */
async function settle(
  github: GitHub,
  readOwn: ReadOwn,
  run: CommentRun,
  key: CommentKey,
  body: string,
  outcome: Written
): Promise<CommentOutcome> {
  try {
    const [kept, ...others] = await readOwn();
    if (kept === undefined) return outcome;
    for (const { id } of others.slice(0, maxDeletions)) await github.deleteComment(id);
    if (isOlder(kept.writer, run)) await github.updateComment(kept.id, body);
    return refuseToReplace(kept, run, key) ?? { ...outcome, url: kept.url };
  } catch (error) {
    // The comment is written. The next run finds what is left.
    if (error instanceof GitHubError) return outcome;
    throw error;
  }
}

/** The newest run's comment stays; of several, the oldest comment. */
function byStaying(left: OwnComment, right: OwnComment): number {
  if (isOlder(left.writer, right.writer)) return 1;
  return isOlder(right.writer, left.writer) ? -1 : left.id - right.id;
}

/** Why a comment is not replaced: a newer run wrote it, or another job of the same run. */
function refuseToReplace(
  { writer, url }: OwnComment,
  run: CommentRun,
  { key }: CommentKey
): CommentOutcome | undefined {
  if (isOlder(run, writer)) {
    const { runId, runAttempt } = writer;
    return {
      state: 'superseded',
      url,
      reason: `run ${runId}, attempt ${runAttempt}, is newer and has already commented`
    };
  }
  // Jobs of a matrix have the same key and job unless each has its own `comment-key`.
  if (isSameAttempt(run, writer) && writer.report !== encode(run.report)) {
    return {
      state: 'taken',
      reason: `another job of this run has already commented with comment-key: ${key} (${url}); ${keyAdvice}`
    };
  }
  return undefined;
}

/**
 * A marker that names a newer run counts only if GitHub knows that run and attempt: other workflows write comments with
 * the same account, and one with an invented run would block all later ones. Such a comment counts as the oldest.
 */
function createBelief(github: GitHub, run: CommentRun): (comment: OwnComment) => Promise<OwnComment> {
  const known = new Map<number, Promise<number>>();
  const lastAttempt = (runId: number): Promise<number> => {
    const answer =
      known.get(runId) ?? (known.size < maxQuestions ? readLastAttempt(github, runId) : Promise.resolve(0));
    known.set(runId, answer);
    return answer;
  };
  return async comment => {
    const { writer } = comment;
    if (!isOlder(run, writer) || writer.runAttempt <= (await lastAttempt(writer.runId))) return comment;
    return { ...comment, writer: { ...writer, runId: 0, runAttempt: 0 } };
  };
}

/** The latest attempt of a run, 0 if it does not exist. Without the permission to read runs, every attempt exists. */
async function readLastAttempt(github: GitHub, runId: number): Promise<number> {
  try {
    return (await github.workflowRun(runId)).attempt;
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    if (error.kind === 'not-permitted') return Infinity;
    if (error.kind === 'not-found') return 0;
    throw error;
  }
}
