import { join } from 'node:path';
import { maxReportLength } from '../github/comment.ts';
import type { GitHub, UploadedArtifact } from '../github/port.ts';
import type { Job } from '../github/job.ts';
import type { Host } from '../host/ports.ts';
import { defined } from '../lib/defined.ts';
import { renderPage } from '../report/html/page.ts';
import { maxRows } from '../report/sections.ts';
import type { Compared } from './pipeline.ts';

/** A comparison whose report links these artifacts of a job; of those that were uploaded. */
export function withLinks<T extends Pick<Compared, 'context'>>(
  { runUrl }: Pick<Job, 'runUrl'>,
  compared: T,
  { artifact, page }: { readonly artifact?: number | undefined; readonly page?: number | undefined }
): T {
  const at = (id: number | undefined): string | undefined =>
    id === undefined ? undefined : `${runUrl}/artifacts/${id}`;
  const { context } = compared;
  const links = { ...context.links, ...defined({ artifact: at(artifact), page: at(page) }) };
  return { ...compared, context: { ...context, links } };
}

/**
 * Uploads the page of a comparison as an artifact of its own, which GitHub opens in the browser. The page links what was
 * uploaded before it. Rejects with a GitHubError.
 */
export async function uploadPage(
  { files, state }: Pick<Host, 'files' | 'state'>,
  github: Pick<GitHub, 'uploadFile'>,
  name: string,
  { run, comparison, context }: Pick<Compared, 'run' | 'comparison' | 'context'>
): Promise<UploadedArtifact> {
  const path = join(state.folder, 'pages', name);
  await files.write(path, renderPage(run, comparison, { ...context, limit: maxReportLength, maxRows }));
  return github.uploadFile(path);
}
