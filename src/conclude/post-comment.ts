import { writeComment, type CommentKey, type CommentRun } from '../github/comment.ts';
import type { GitHub } from '../github/port.ts';
import type { Host } from '../host/ports.ts';

/**
 * Writes the comment, logs the result and returns its URL. A failure is only a warning, because the verdict does not
 * depend on it.
 */
export async function postComment(
  host: Host,
  github: GitHub,
  pullRequest: number,
  key: CommentKey,
  by: CommentRun,
  text: string
): Promise<string | undefined> {
  const outcome = await writeComment(github, pullRequest, key, by, text);
  switch (outcome.state) {
    case 'created':
    case 'updated':
      host.outputs.info(`comment ${outcome.state}: ${outcome.url}`);
      return outcome.url;
    case 'superseded':
      host.outputs.info(`no comment: ${outcome.reason}`);
      return outcome.url;
    default:
      host.outputs.warning(`no comment; the job summary contains its text: ${outcome.reason}`);
      return undefined;
  }
}
