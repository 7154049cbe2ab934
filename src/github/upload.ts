import { GitHubError } from './errors.ts';
import type { UploadedArtifact } from './port.ts';

/** Uploads files as an artifact of the running job, through the runner's own service; no permission is needed. */
export async function uploadArtifact(name: string, root: string, files: readonly string[]): Promise<UploadedArtifact> {
  // Loading the client costs 0.6 s; most commands upload nothing.
  const { DefaultArtifactClient } = await import('@actions/artifact');
  try {
    const { id, size } = await new DefaultArtifactClient().uploadArtifact(name, [...files], root);
    if (id === undefined) throw new Error('the service gave it no id');
    return { id, bytes: size ?? 0 };
  } catch (error) {
    throw new GitHubError('unavailable', `cannot upload the artifact ${name}`, {
      cause: error
    });
  }
}
