import { errorMessage } from '../model/errors.ts';
import { GitHubError } from './errors.ts';
import type { Account, GitHub } from './port.ts';

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
  return `${start}key=${encode(key)} job=${encode(job)} run=${runId} attempt=${runAttempt} sha=${encode(headSha)} -->`;
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
function isOlder(run: CommentRun, than: CommentRun): boolean {
  return run.runId === than.runId ? run.runAttempt < than.runAttempt : run.runId < than.runId;
}

/** A key may hold anything; neither the end of the comment nor a blank may come of it. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[-!'()*~]/g,
    character => `%${character.charCodeAt(0).toString(16)}`
  );
}

/** What became of a comment; the verdict of the job stands whatever it is. */
export type CommentOutcome =
  | { readonly state: 'created' | 'updated'; readonly url: string }
  /** A newer run wrote already. */
  | { readonly state: 'superseded'; readonly url: string; readonly reason: string }
  /** The token may not write: the second stage has to. */
  | { readonly state: 'not-permitted'; readonly reason: string }
  | { readonly state: 'failed'; readonly reason: string };

/** Longest comment; it fits whether GitHub counts characters or bytes (docs/rules.md#the-comment). */
const maxCommentLength = 65_000;

/** What is left of it for the text, beside the hidden line by which a comment is found again. */
export const maxReportLength = maxCommentLength - 600;

/**
 * Writes the one comment of its key on a pull request: the first of its marker by the token's own account is updated,
 * without one it is created. Whoever else writes our marker is not believed. Never throws for what GitHub answers.
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
      reason: `the comment has ${body.length} characters, at most ${maxCommentLength} fit`
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
        reason: `run ${runId}, attempt ${runAttempt}, is newer and has commented already`
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

/** GraphQL leaves out the ending of an app's name in places; a user of that name is still somebody else. */
function isSame(viewer: Account, author: Account | undefined): boolean {
  if (author === undefined) return false;
  return author.login === viewer.login || (author.bot && author.login === `${viewer.login}[bot]`);
}
