import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OpenAPIBackend, type Document, type Request } from 'openapi-backend';

/** JSON, as it goes over the wire. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = Record<string, Json>;

interface Description {
  readonly components: { readonly schemas: Record<string, JsonObject> };
}

/** GitHub's own description of the operations that the program uses. */
export interface Contract {
  /** The operation that a request is for, with its parameters; a complaint when it is none or a wrong one. */
  request(request: Request): { operation: string; parameters: Record<string, string> } | { complaint: string };
  /** What is wrong with an answer, if anything. */
  response(operation: string, status: number, body: unknown): string | undefined;
  /** The smallest value that the description allows for a schema, with parts of it replaced. */
  sample(schema: string, overrides: JsonObject): JsonObject;
}

/** Reads the description and compiles its schemas; takes about half a second. */
export async function loadContract(): Promise<Contract> {
  const text = readFileSync(join(import.meta.dirname, 'openapi.json'), 'utf8');
  const { components } = JSON.parse(text) as Description;
  const api = new OpenAPIBackend({
    definition: JSON.parse(text) as Document,
    quick: true,
    coerceTypes: true,
    // GitHub's schemas use formats and keywords of their own, which say nothing of the shape.
    ajvOpts: { strict: false, formats: { 'date-time': true, uri: true, email: true, int64: true, timestamp: true } }
  });
  await api.init();
  return {
    request(asked) {
      // GitHub's text allows to omit the path for the root, its description does not.
      const root = asked.path.endsWith('/contents');
      const request = root ? { ...asked, path: `${asked.path}/.` } : asked;
      const operation = api.matchOperation(request);
      const id = operation?.operationId;
      if (operation === undefined || id === undefined)
        return { complaint: `no operation ${request.method} ${request.path}` };
      const { valid, errors } = api.validateRequest(request, operation);
      if (!valid) return { complaint: `${id}: ${JSON.stringify(errors)}` };
      const parsed = api.router.parseRequest(request, operation);
      const parameters = parsed.params as Record<string, string>;
      return { operation: id, parameters: root ? { ...parameters, path: '' } : parameters };
    },
    response(operation, status, body) {
      const { valid, errors } = api.validateResponse(body, operation, status);
      return valid ? undefined : `${operation} answered ${status}: ${JSON.stringify(errors).slice(0, 2000)}`;
    },
    sample: (schema, overrides) =>
      merge(sampleOf({ $ref: `#/components/schemas/${schema}` }, components.schemas), overrides)
  };
}

function sampleOf(schema: Json, schemas: Description['components']['schemas']): Json {
  if (!isObject(schema)) return null;
  const reference = schema['$ref'];
  if (typeof reference === 'string') return sampleOf(schemas[reference.split('/').at(-1) ?? ''] ?? null, schemas);
  if (schema['nullable'] === true) return null;
  const choices = schema['enum'] ?? schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(schema['enum'])) return schema['enum'][0] ?? null;
  if (Array.isArray(choices)) return sampleOf(choices[0] ?? null, schemas);
  if (Array.isArray(schema['allOf'])) {
    return schema['allOf'].reduce<Json>((whole, part) => {
      const sample = sampleOf(part, schemas);
      return isObject(whole) && isObject(sample) ? { ...whole, ...sample } : sample;
    }, {});
  }
  switch (schema['type']) {
    case 'array':
      return [];
    case 'boolean':
      return false;
    case 'integer':
    case 'number':
      return 1;
    case 'string':
      return schema['format'] === 'date-time' ? '2026-11-20T12:00:00Z' : 'https://example.invalid/';
    default: {
      const required = (schema['required'] ?? []) as string[];
      const properties = isObject(schema['properties']) ? schema['properties'] : {};
      return Object.fromEntries(required.map(name => [name, sampleOf(properties[name] ?? null, schemas)]));
    }
  }
}

function merge(base: Json, overrides: JsonObject): JsonObject {
  const whole = isObject(base) ? { ...base } : {};
  for (const [key, value] of Object.entries(overrides)) {
    whole[key] = isObject(value) ? merge(whole[key] ?? null, value) : value;
  }
  return whole;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
