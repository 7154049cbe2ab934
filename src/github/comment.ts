import { errorMessage } from '../errors.ts';
import { GitHubError } from './errors.ts';
import { isOlder, readMarker, renderMarker, type CommentKey, type CommentRun } from './marker.ts';
import type { Account, GitHub } from './port.ts';

/** What became of a comment; the verdict of the job stands whatever it is. */
export type CommentOutcome =
  | { readonly state: 'created' | 'updated'; readonly url: string }
  /** A newer run wrote already. */
  | { readonly state: 'superseded'; readonly url: string; readonly reason: string }
  /** The token may not write: the second stage has to. */
  | { readonly state: 'not-permitted'; readonly reason: string }
  | { readonly state: 'failed'; readonly reason: string };

/** What a comment may have, whichever way GitHub counts (facts: characters or bytes). */
export const maxCommentLength = 65_000;

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
      reason: `the comment has ${String(body.length)} characters, at most ${String(maxCommentLength)} fit`
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
        reason: `run ${String(runId)}, attempt ${String(runAttempt)}, is newer and has commented already`
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
