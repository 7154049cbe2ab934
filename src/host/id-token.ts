import type { Host } from './ports.ts';

/**
 * How a job of a workflow gets a token that tells others which job it is; `undefined` without `id-token: write`, and outside
 * of a workflow. The token is masked in the job's log.
 */
export function createIdToken(environment: Host['environment']): Host['idToken'] {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = environment;
  if (url === undefined || url === '' || token === undefined || token === '') return undefined;
  return async audience => (await import('@actions/core')).getIDToken(audience);
}
