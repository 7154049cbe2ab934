import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { runJsonSchema } from '../src/results/json-schema.ts';

const { values, positionals } = parseArgs({ options: { check: { type: 'boolean' } }, allowPositionals: true });
const file = positionals[0] ?? fileURLToPath(new URL('../schema/run-v1.schema.json', import.meta.url));
const config = await resolveConfig(fileURLToPath(import.meta.url));
const text = await format(JSON.stringify(runJsonSchema()), { ...config, parser: 'json' });

if (values.check !== true) writeFileSync(file, text);
else if (read(file) !== text) {
  console.error(`${file} is out of date; update it with: node scripts/generate-schema.ts`);
  process.exitCode = 1;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
