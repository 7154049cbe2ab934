import { ClusterError } from '../model/errors.ts';

interface Attribute {
  readonly name: string;
  readonly type: string;
}

/** What client-node generates for each of its classes. */
interface Described {
  readonly constructor: { getAttributeTypeMap?: () => readonly Attribute[] };
}

interface Named {
  readonly metadata?: { readonly name?: string };
}

/**
 * An answer whose fields have the types that Kubernetes declares. client-node converts dates and classes, and passes on
 * whatever else is there. Throws a ClusterError that names the first wrong field.
 */
function typed<T>(answer: T): T {
  const wrong = wrongField(answer, '');
  if (wrong !== undefined) throw new ClusterError(`the answer has a wrong type at ${wrong}`);
  return answer;
}

/** The same, of the object with this name. */
export async function named<T extends Named | undefined>(name: string, request: Promise<T>): Promise<T> {
  const answer = typed(await request);
  if (answer !== undefined && answer.metadata?.name !== name) {
    throw new ClusterError('the answer is not the object that was asked for');
  }
  return answer;
}

/** The same, of a list. An element that is no object would be read as one without fields. */
export async function listed<T extends { readonly items: readonly Named[] }>(request: Promise<T>): Promise<T> {
  const answer = typed(await request);
  if (!Array.isArray(answer.items)) throw new ClusterError('the answer is not a list');
  for (const [index, item] of (answer.items as readonly (Named | null)[]).entries()) {
    if (item?.metadata?.name === undefined) throw new ClusterError(`the answer has no object at .items.${index}`);
  }
  return answer;
}

/** An answer that is a text. client-node parses one that says that it is JSON. */
export function textOf(answer: unknown): string {
  if (typeof answer !== 'string') throw new ClusterError('the answer is not a text');
  return answer;
}

function wrongField(value: unknown, path: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const attributes = (value as Described).constructor.getAttributeTypeMap?.() ?? [];
  for (const { name, type } of attributes) {
    const wrong = wrongValue((value as Record<string, unknown>)[name], type, `${path}.${name}`);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function wrongValue(value: unknown, type: string, path: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  const element = /^(?:Array|Set)<(.*)>$/.exec(type)?.[1] ?? /^\{ \[key: string\]: (.*); \}$/.exec(type)?.[1];
  if (element === undefined) return isOf(value, type) ? wrongField(value, path) : path;
  if (typeof value !== 'object') return path;
  for (const [key, child] of Object.entries(value)) {
    const wrong = wrongValue(child, element, `${path}.${key.slice(0, 60)}`);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function isOf(value: unknown, type: string): boolean {
  switch (type) {
    case 'string':
    case 'boolean':
      return typeof value === type;
    case 'number':
      return Number.isFinite(value);
    case 'Date':
      return value instanceof Date && Number.isFinite(value.getTime());
    case 'V1MicroTime':
      // client-node does not convert it.
      return typeof value === 'string' && Number.isFinite(Date.parse(value));
    case 'IntOrString':
      return typeof value === 'string' || Number.isFinite(value);
    default:
      return true;
  }
}
