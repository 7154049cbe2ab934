import type { Values } from '../scenario/values.ts';

/** What Flux (`${NAME}`) and templates (`{{ name }}`) replace before Helm sees the values. */
const placeholder = /(?<!\$)\$\{[A-Za-z_]\w*(?::?[-=][^{}]*)?\}|\{\{[^{}]*\}\}/;

/** The keys whose text another program would still replace, in the notation of `helm --set`. */
export function placeholders(values: Values): readonly string[] {
  const found: string[] = [];
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'string' && placeholder.test(value)) found.push(path);
    if (Array.isArray(value))
      value.forEach((each, index) => {
        walk(each, `${path}[${index}]`);
      });
    else if (typeof value === 'object' && value !== null) {
      for (const [key, child] of Object.entries(value)) {
        const name = key.replaceAll('.', '\\.');
        walk(child, path === '' ? name : `${path}.${name}`);
      }
    }
  };
  walk(values, '');
  return found;
}
