import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';

const secretSchema = z.object({
  metadata: z.object({ name: z.string(), namespace: z.string(), labels: z.record(z.string(), z.string()) }),
  type: z.string(),
  data: z.object({ release: z.string() })
});
const releaseSchema = z.looseObject({ version: z.number(), info: z.looseObject({ status: z.string() }) });

/** The release Secret that an interrupted upgrade leaves behind: the next revision, pending forever. */
export function pendingUpgrade(secretJson: string): { readonly name: string; readonly manifest: string } {
  const { metadata, type, data } = secretSchema.parse(JSON.parse(secretJson));
  // Helm stores releases as JSON, gzipped, then base64-encoded twice.
  const text = gunzipSync(Buffer.from(Buffer.from(data.release, 'base64').toString(), 'base64')).toString();
  const release = releaseSchema.parse(JSON.parse(text));
  const version = release.version + 1;
  const status = 'pending-upgrade';
  const next = JSON.stringify({ ...release, version, info: { ...release.info, status } });
  const name = `sh.helm.release.v1.cilium.v${version}`;
  const labels = { ...metadata.labels, status, version: String(version) };
  const encoded = Buffer.from(gzipSync(next).toString('base64')).toString('base64');
  return {
    name,
    manifest: JSON.stringify({
      apiVersion: 'v1',
      kind: 'Secret',
      type,
      metadata: { name, namespace: metadata.namespace, labels },
      data: { release: encoded }
    })
  };
}
