import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Cuts GitHub's published OpenAPI description to the operations that the program uses, into openapi.json beside this
 * file. Run it when an operation is added:
 *   npm pack @octokit/openapi@23.0.2 && tar xzf octokit-openapi-23.0.2.tgz package/generated/api.github.com.json
 *   node test/support/loopback-github/cut-openapi.ts package/generated/api.github.com.json
 */
const used: readonly (readonly [method: string, path: string])[] = [
  ['get', '/repos/{owner}/{repo}'],
  ['get', '/repos/{owner}/{repo}/actions/artifacts'],
  ['get', '/repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}'],
  ['get', '/repos/{owner}/{repo}/actions/runs/{run_id}'],
  ['get', '/repos/{owner}/{repo}/actions/runs/{run_id}/artifacts'],
  ['get', '/repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs'],
  ['get', '/repos/{owner}/{repo}/activity'],
  ['get', '/repos/{owner}/{repo}/collaborators/{username}/permission'],
  ['get', '/repos/{owner}/{repo}/commits'],
  ['get', '/repos/{owner}/{repo}/commits/{commit_sha}/pulls'],
  ['get', '/repos/{owner}/{repo}/compare/{basehead}'],
  ['get', '/repos/{owner}/{repo}/contents/{path}'],
  ['post', '/repos/{owner}/{repo}/git/blobs'],
  ['post', '/repos/{owner}/{repo}/git/commits'],
  ['get', '/repos/{owner}/{repo}/git/commits/{commit_sha}'],
  ['get', '/repos/{owner}/{repo}/git/ref/{ref}'],
  ['post', '/repos/{owner}/{repo}/git/refs'],
  ['patch', '/repos/{owner}/{repo}/git/refs/{ref}'],
  ['post', '/repos/{owner}/{repo}/git/trees'],
  ['get', '/repos/{owner}/{repo}/issues'],
  ['post', '/repos/{owner}/{repo}/issues'],
  ['delete', '/repos/{owner}/{repo}/issues/comments/{comment_id}'],
  ['get', '/repos/{owner}/{repo}/issues/comments/{comment_id}'],
  ['patch', '/repos/{owner}/{repo}/issues/comments/{comment_id}'],
  ['get', '/repos/{owner}/{repo}/issues/{issue_number}'],
  ['patch', '/repos/{owner}/{repo}/issues/{issue_number}'],
  ['get', '/repos/{owner}/{repo}/issues/{issue_number}/comments'],
  ['post', '/repos/{owner}/{repo}/issues/{issue_number}/comments'],
  ['get', '/repos/{owner}/{repo}/pulls'],
  ['get', '/repos/{owner}/{repo}/pulls/{pull_number}'],
  ['post', '/repos/{owner}/{repo}/statuses/{sha}']
];

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonObject = Record<string, Json>;

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function at(value: Json, ...keys: readonly string[]): JsonObject {
  const found = keys.reduce<Json | undefined>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
  if (!isObject(found)) throw new Error(`no ${keys.join('.')}`);
  return found;
}

/** Prose is most of the document; the names of properties may be the same as those of the prose. */
function cut(value: Json, inProperties = false): Json {
  if (Array.isArray(value)) return value.map(item => cut(item));
  if (!isObject(value)) return value;
  const prose = inProperties ? [] : ['description', 'summary', 'example', 'examples', 'externalDocs', 'x-github'];
  const kept: JsonObject = Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !prose.includes(key))
      .map(([key, inner]) => [key, cut(inner, key === 'properties' && !inProperties)])
  );
  // ajv refuses `nullable` beside anything but `type`.
  if (inProperties || kept['nullable'] !== true || kept['type'] !== undefined) return kept;
  delete kept['nullable'];
  return orNull(kept);
}

const orNull = (schema: Json): JsonObject => ({ anyOf: [schema, { enum: [null] }] });

/** The specification wants the field that was just cut. */
function describe(response: Json): void {
  if (isObject(response) && response['$ref'] === undefined) response['description'] = '';
}

function references(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : references(inner)
  );
}

const [source] = process.argv.slice(2);
if (source === undefined) throw new Error('name the file api.github.com.json');
const whole = JSON.parse(readFileSync(source, 'utf8')) as JsonObject;
const paths: Record<string, JsonObject> = {};
for (const [method, path] of used) {
  const operation = at(cut(at(whole, 'paths', path, method)));
  for (const response of Object.values(at(operation, 'responses'))) describe(response);
  paths[path] = { ...paths[path], [method]: operation };
}
const components: Record<string, JsonObject> = {};
const waiting = references(paths);
for (let reference = waiting.pop(); reference !== undefined; reference = waiting.pop()) {
  const [, , kind = '', name = ''] = reference.split('/');
  if (components[kind]?.[name] !== undefined) continue;
  const component = cut(at(whole, 'components', kind, name));
  if (kind === 'responses') describe(component);
  components[kind] = { ...components[kind], [name]: component };
  waiting.push(...references(component));
}
// A deleted fork is null in these places, which the description forgets.
const run = at(components, 'schemas', 'workflow-run', 'properties');
run['head_repository'] = orNull(run['head_repository'] ?? null);
// An open issue has no reason, and `nullable` does not add null to an enumeration.
const issue = at(components, 'schemas', 'issue', 'properties');
issue['state_reason'] = orNull(issue['state_reason'] ?? null);
for (const schema of ['pull-request', 'pull-request-simple']) {
  const head = at(components, 'schemas', schema, 'properties', 'head', 'properties');
  head['repo'] = orNull(head['repo'] ?? null);
}

const { openapi = '', info = {} } = whole;
const { title = '', version = '' } = at(info);
writeFileSync(
  join(import.meta.dirname, 'openapi.json'),
  `${JSON.stringify({ openapi, info: { title, version }, paths, components })}\n`
);
