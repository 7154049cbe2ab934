import { z } from 'zod';
import { runSchema, schemaVersion } from '../model/run.ts';

/** The published JSON Schema of run.json. It cannot express how the parts of a run relate; see check.ts. */
export function runJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(runSchema);
  return {
    $schema,
    $id: `urn:cilium-perf-gate:run:v${schemaVersion}`,
    title: 'cilium-perf-gate run',
    description: 'Everything that one job measured: the file run.json.',
    ...schema
  };
}
