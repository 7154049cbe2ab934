import { basename, dirname } from 'node:path';
import type { UploadArtifactOptions } from '@actions/artifact';
import type { Clock } from '../host/ports.ts';
import { errorMessage } from '../model/errors.ts';
import { brokenConnection, GitHubError, refusedAnswer } from './errors.ts';
import type { UploadedArtifact } from './port.ts';
import { receive, ReceiveError, type AnswerLimits, type Fetch } from './receive.ts';
import { maxAttempts, maxWaitSeconds, type Purpose } from './requests.ts';

const prefix = 'cilium-perf-gate-';
const baselinePrefix = `${prefix}baseline-`;

/** What to do if the jobs of a matrix use one key. */
export const keyAdvice = 'in a matrix, set comment-key to a value that differs between its jobs';

/** Name of the artifact that later runs compare with; one for each `comment-key`. */
export function baselineName(commentKey: string): string {
  return `${baselinePrefix}${commentKey}`;
}

/** Name of the artifact with all raw data. Each attempt has its own, because artifacts cannot be overwritten. */
export function rawName(commentKey: string, job: string, attempt: number): string {
  return `${prefix}${commentKey}-${job}-${attempt}`;
}

/**
 * Name of the page's file, which GitHub uses as the artifact's name. It must not start like raw data, which the second
 * stage reads.
 */
export function pageName(commentKey: string, job: string, attempt: number): string {
  return `cilium-performance-${`${commentKey}-${job}`.replace(/[^\w.-]+/g, '_').slice(0, 150)}-${attempt}.html`;
}

/** Name of the artifact that carries the trend to the next run; one for each `comment-key`. */
export function trendName(commentKey: string): string {
  return `cilium-trend-${commentKey}`;
}

/** Name of the trend's page, like that of a run's page. */
export function trendPageName(commentKey: string, job: string, attempt: number): string {
  return pageName(commentKey, job, attempt).replace('performance', 'trend');
}

/**
 * Folder of a trend on the branch for GitHub Pages. Workflows have trends of their own even if they use the same
 * `comment-key`, which has no dot.
 */
export function pagesFolder(workflow: string, commentKey: string): string {
  const file = basename(workflow).replace(/\.ya?ml$/, '');
  return `cilium-trend-${file.replace(/[^\w.-]+/g, '_')}.${commentKey}`;
}

/** Whether an artifact's name marks it as raw data. */
export function isRawName(name: string): boolean {
  return name.startsWith(prefix) && !name.startsWith(baselinePrefix);
}

/** The part of an artifact's name that all attempts of a job share. */
export function withoutAttempt(name: string): string {
  return name.replace(/-\d+$/, '');
}

/** The `comment-key` and job in a raw artifact's name: `aks-measure`. */
export function jobIn(name: string): string {
  return withoutAttempt(name).slice(prefix.length);
}

/** The `comment-key` in a raw artifact's name, which its baselines share; `undefined` if there is none. */
export function commentKeyIn(name: string, job: string): string | undefined {
  const key = jobIn(name);
  const end = `-${job}`;
  const found = key.endsWith(end) ? key.slice(0, -end.length) : '';
  return /^[A-Za-z0-9_-]{1,40}$/.test(found) ? found : undefined;
}

/** The largest artifact that is read, of 64 MB, takes a minute at 1 MB/s. */
export const downloadMilliseconds = 60_000;

/**
 * Downloads from an address GitHub provides, without the token, and stops after `limit` bytes. The declared length is
 * ignored, and redirects are not followed. If the storage fails, asks for another address after 1 and 3 s, because
 * addresses last a minute; not if it is slow.
 */
export async function downloadBounded(
  fetch: Fetch,
  clock: Clock,
  purpose: Purpose,
  locate: () => Promise<string>,
  limits: AnswerLimits
): Promise<Uint8Array> {
  for (let attempt = 1; ; attempt += 1) {
    const address = await locate();
    try {
      return await downloadOnce(fetch, address, limits, purpose, clock.now());
    } catch (error) {
      const wait = error instanceof GitHubError ? error.waitSeconds : undefined;
      if (wait === undefined || wait > maxWaitSeconds || attempt === maxAttempts) throw error;
      await clock.sleep(Math.max(wait, 2 * attempt - 1));
    }
  }
}

async function downloadOnce(
  fetch: Fetch,
  address: string,
  limits: AnswerLimits,
  purpose: Purpose,
  now: Date
): Promise<Uint8Array> {
  let answer;
  try {
    answer = await receive(fetch, address, { redirect: 'manual' }, limits);
  } catch (error) {
    if (error instanceof ReceiveError) throw new GitHubError(error.kind, `cannot ${purpose.asked}: ${error.message}`);
    throw brokenConnection(purpose.asked, error);
  }
  if (answer.status === 200) return answer.body;
  // The storage answers 403 and 404 for expired artifacts; no permission would help.
  const gone = answer.status === 403 || answer.status === 404 ? 410 : answer.status;
  throw refusedAnswer({ ...purpose, status: gone, said: 'by its storage', headers: {} }, now);
}

/**
 * Uploads files as an artifact of the running job, using the runner's service; needs no permission. Rejects with a
 * GitHubError, of the kind `taken` if the run has an artifact of this name.
 */
export function uploadArtifact(name: string, root: string, files: readonly string[]): Promise<UploadedArtifact> {
  return upload(name, root, files, {});
}

/**
 * The same for one file, without an archive around it: GitHub's artifact page then opens it in the browser. The artifact
 * gets the file's name.
 */
export function uploadFile(path: string): Promise<UploadedArtifact> {
  return upload(basename(path), dirname(path), [path], { skipArchive: true });
}

async function upload(
  name: string,
  root: string,
  files: readonly string[],
  options: UploadArtifactOptions
): Promise<UploadedArtifact> {
  // Loading the client takes 0.6 s, and most commands upload nothing.
  const { DefaultArtifactClient } = await import('@actions/artifact');
  try {
    const { id, size } = await new DefaultArtifactClient().uploadArtifact(name, [...files], root, options);
    if (id === undefined) throw new Error('the service returned no id');
    return { id, bytes: size ?? 0 };
  } catch (error) {
    const taken = errorMessage(error).includes('(409)');
    throw new GitHubError(taken ? 'taken' : 'unavailable', `cannot upload the artifact ${name}`, { cause: error });
  }
}
