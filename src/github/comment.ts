import { errorMessage } from '../model/errors.ts';
import { keyAdvice } from './artifacts.ts';
import { GitHubError } from './errors.ts';
import type { Account, GitHub } from './port.ts';

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

/** A key may contain anything, but must not end the HTML comment or add a space. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[-!'()*~]/g,
    character => `%${character.charCodeAt(0).toString(16)}`
  );
}

/** What happened to a comment. It never affects the job's verdict. */
export type CommentOutcome =
  | { readonly state: 'created' | 'updated'; readonly url: string }
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

/**
 * Writes the only comment with this key on a pull request: updates the first one with its marker from the token's own
 * account, or creates one. Markers from other accounts are ignored. GitHub's errors never throw.
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
    const [viewer, comments] = await Promise.all([github.viewer(), github.comments(pullRequest)]);
    const own = comments.flatMap(comment => {
      const writer = isSame(viewer, comment.author) ? readMarker(comment.body, key) : undefined;
      return writer === undefined ? [] : [{ ...comment, writer }];
    });
    const newer = own.find(({ writer }) => isOlder(run, writer));
    if (newer !== undefined) {
      const { runId, runAttempt } = newer.writer;
      return {
        state: 'superseded',
        url: newer.url,
        reason: `run ${runId}, attempt ${runAttempt}, is newer and has already commented`
      };
    }
    // Jobs of a matrix have the same key and job unless each has its own `comment-key`.
    const other = own.find(({ writer }) => isSameAttempt(run, writer) && writer.report !== encode(run.report));
    if (other !== undefined) {
      return {
        state: 'taken',
        reason: `another job of this run has already commented with comment-key: ${key.key} (${other.url}); ${keyAdvice}`
      };
    }
    const [first] = own;
    const written =
      first === undefined ? await github.createComment(pullRequest, body) : await github.updateComment(first.id, body);
    return { state: first === undefined ? 'created' : 'updated', url: written.url };
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    return { state: error.kind === 'not-permitted' ? 'not-permitted' : 'failed', reason: errorMessage(error) };
  }
}

/** GraphQL sometimes omits the `[bot]` suffix of an app's login, but a user with that plain name is not the app. */
function isSame(viewer: Account, author: Account | undefined): boolean {
  if (author === undefined) return false;
  return author.login === viewer.login || (author.bot && author.login === `${viewer.login}[bot]`);
}
