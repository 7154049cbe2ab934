import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { z } from 'zod';

/** What the compiler in the agent's image sends: its arguments, and headers that are only there. */
export interface CompileJob {
  readonly arguments: readonly string[];
  /** Contents by path below the agent's state folder. */
  readonly files: Readonly<Record<string, Buffer>>;
}

const shape = z.object({
  arguments: z.array(z.string()),
  files: z.record(
    z.string(),
    z.base64().transform(text => Buffer.from(text, 'base64'))
  )
});

/** Parses a job. Refuses files elsewhere, because they would be written there on this machine. */
export function parseJob(text: string): CompileJob {
  const job = shape.parse(JSON.parse(text));
  const files = Object.entries(job.files).map(([path, content]) => {
    const below = /^(?:\/var)?\/run\/cilium\/(.+)$/.exec(posix.normalize(path))?.[1];
    if (below === undefined) throw new Error(`the header ${path} is not in the agent's state folder`);
    return [below, content] as const;
  });
  return { arguments: job.arguments, files: Object.fromEntries(files) };
}

/** A name for the job's result, the same for the same work on another node or in another VM. */
export function jobKey({ arguments: args, files }: CompileJob): string {
  const sorted = Object.entries(files)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, content]) => [path, content.toString('base64')]);
  return createHash('sha256')
    .update(JSON.stringify([args, sorted]))
    .digest('hex');
}
