import type { Host } from './ports.ts';

/**
 * Requests a workflow job's OIDC token; `undefined` without `id-token: write` and outside of a workflow. Masks the
 * token in the log.
 */
export function createIdToken(environment: Host['environment']): Host['idToken'] {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = environment;
  if (url === undefined || url === '' || token === undefined || token === '') return undefined;
  return async audience => (await import('@actions/core')).getIDToken(audience);
}
