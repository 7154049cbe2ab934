import { createHash } from 'node:crypto';
import { defined } from '../../../src/lib/defined.ts';
import type { JsonObject } from './contract.ts';
import { addArtifact, type World } from './world.ts';

/** The runner's artifact service: Twirp calls around an Azure block upload, as @actions/artifact makes them. */
export interface ResultsService {
  /** A Twirp call by its method; gives status and answer. */
  call(method: string, body: unknown, base: string): { status: number; body: JsonObject };
  /** A request to the storage behind an upload's address. */
  upload(name: string, query: URLSearchParams, body: Uint8Array): void;
}

/** The token that a job of that run would have: unsigned, with the run in its scope. */
export function runtimeToken(runId: number): string {
  const claims = Buffer.from(JSON.stringify({ scp: `Actions.Results:${runId}:1` })).toString('base64url');
  return `e30.${claims}.c2ln`;
}

const conflict = {
  status: 409,
  body: { code: 'already_exists', msg: 'an artifact with this name already exists on the workflow run' }
};

/** The service for a world; an artifact belongs to the run that the token names. */
export function createResultsService(world: World): ResultsService {
  const blocks = new Map<string, Uint8Array>();
  const blobs = new Map<string, Uint8Array>();
  const types = new Map<string, string>();
  const keyOf = (runId: number, name: string): string => `${runId}-${name}`;
  return {
    call(method, body, base) {
      const fields = new Map(Object.entries((body ?? {}) as JsonObject));
      const runId = Number(fields.get('workflow_run_backend_id'));
      const name = fields.get('name') as string;
      const key = keyOf(runId, name);
      if (method === 'CreateArtifact') {
        if (world.artifacts.some(one => one.runId === runId && one.name === name)) return conflict;
        types.set(key, fields.get('mime_type') as string);
        return {
          status: 200,
          body: { ok: true, signed_upload_url: `${base}/upload/${encodeURIComponent(key)}?sig=secret` }
        };
      }
      const zip = blobs.get(key);
      const run = world.runs.find(one => one.id === runId);
      if (method !== 'FinalizeArtifact' || zip === undefined || run === undefined) {
        return { status: 404, body: { code: 'not_found', msg: `${method} of ${key}` } };
      }
      const digest = `sha256:${createHash('sha256').update(zip).digest('hex')}`;
      const { id } = addArtifact(world, run, name, zip, { digest, ...defined({ type: types.get(key) }) });
      return { status: 200, body: { ok: true, artifact_id: String(id) } };
    },
    upload(name, query, body) {
      if (query.get('comp') === 'block') {
        blocks.set(`${name}/${query.get('blockid') ?? ''}`, body);
        return;
      }
      if (query.get('comp') !== 'blocklist') {
        blobs.set(name, body);
        return;
      }
      const list = [
        ...Buffer.from(body)
          .toString('utf8')
          .matchAll(/<Latest>([^<]+)<\/Latest>/g)
      ];
      blobs.set(name, Buffer.concat(list.map(([, id = '']) => blocks.get(`${name}/${id}`) ?? Buffer.alloc(0))));
    }
  };
}
