import { foreignLine, foreignLog, foreignText } from '../redaction/foreign.ts';
import type { ExecResult, Kubernetes } from './port.ts';

/**
 * The texts of a cluster for people enter here, in the real client and in the fake: logs, events, the messages in the
 * status of objects, and what commands in pods print on standard error. Their standard output stays as it is, because
 * programs parse it.
 */
export function cleanTexts(kubernetes: Kubernetes): Kubernetes {
  const object = async <T>(request: Promise<T>): Promise<T> => withCleanMessages(await request);
  const result = async (running: Promise<ExecResult>): Promise<ExecResult> => {
    const ended = await running;
    return { ...ended, stderr: foreignText(ended.stderr, stderrLength) };
  };
  return {
    ...kubernetes,
    nodes: selector => object(kubernetes.nodes(selector)),
    pod: (namespace, name) => object(kubernetes.pod(namespace, name)),
    pods: (...which) => object(kubernetes.pods(...which)),
    daemonSet: (namespace, name) => object(kubernetes.daemonSet(namespace, name)),
    deployment: (namespace, name) => object(kubernetes.deployment(namespace, name)),
    async warnings(namespace, objectName) {
      const events = await kubernetes.warnings(namespace, objectName);
      return events.slice(-maxEvents).map(event => foreignLine(event, eventLength));
    },
    logs: async (target, options) => foreignLog(await kubernetes.logs(target, options)),
    exec: (target, command, timeoutSeconds) => result(kubernetes.exec(target, command, timeoutSeconds)),
    startExec(target, command, timeoutSeconds) {
      const running = kubernetes.startExec(target, command, timeoutSeconds);
      const ended = result(running.result);
      // Callers that only wait for a line ignore the result.
      ended.catch(() => undefined);
      return { ...running, result: ended };
    }
  };
}

const stderrLength = 32_000;
const maxEvents = 100;
/** An event's message has at most 1024 characters (validation of events.k8s.io), its reason 128. */
const eventLength = 1200;

/** An object, or a list of them, with clean messages in its status. */
function withCleanMessages<T>(value: T): T {
  if (Array.isArray(value)) return value.map(item => withCleanMessages<unknown>(item)) as T;
  if (typeof value !== 'object' || value === null || !('status' in value)) return value;
  return copyWith(value, { status: cleanBelow(value.status, '') }) as T;
}

/** The names of fields with words of the kubelet, the scheduler or a container. */
const words = new Set(['message', 'reason']);

function cleanBelow(value: unknown, name: string): unknown {
  if (typeof value === 'string') return words.has(name) ? foreignLine(value, eventLength) : value;
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map(item => cleanBelow(item, name));
  return copyWith(
    value,
    Object.fromEntries(Object.entries(value).map(([key, child]) => [key, cleanBelow(child, key)]))
  );
}

/** A copy of an object of client-node, which has classes. */
function copyWith(value: object, parts: object): object {
  return Object.assign(Object.create(Object.getPrototypeOf(value) as object | null) as object, value, parts);
}
