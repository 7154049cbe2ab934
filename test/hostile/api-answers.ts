import type { RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Kubernetes } from '../../src/kubernetes/port.ts';

const lease = {
  ...{ namespace: 'ns', name: 'obj', version: '1', holder: 'cpg-1', place: '' },
  ...{ renewedAt: new Date(0), durationSeconds: 60 }
};

/** What is asked for `obj` in namespace `ns`. */
export const asks: Readonly<Record<string, (kubernetes: Kubernetes) => Promise<unknown>>> = {
  version: kubernetes => kubernetes.version(),
  isAllowed: kubernetes => kubernetes.isAllowed({ group: '', resource: 'pods', verb: 'get' }),
  nodes: kubernetes => kubernetes.nodes(),
  namespaces: kubernetes => kubernetes.namespaces('a=b'),
  namespace: kubernetes => kubernetes.namespace('obj'),
  ensureNamespace: kubernetes => kubernetes.ensureNamespace('obj', {}),
  labelNamespace: kubernetes => kubernetes.labelNamespace('obj', { a: 'b' }),
  deleteNamespace: kubernetes => kubernetes.deleteNamespace('obj'),
  lease: kubernetes => kubernetes.lease('ns', 'obj'),
  createLease: kubernetes => kubernetes.createLease(lease),
  replaceLease: kubernetes => kubernetes.replaceLease(lease),
  createService: kubernetes => kubernetes.createService('ns', 'obj', {}, 1),
  createNetworkPolicy: kubernetes => kubernetes.createNetworkPolicy('ns', 'obj', {}),
  createPod: kubernetes => kubernetes.createPod('ns', { metadata: { name: 'obj' } }),
  pod: kubernetes => kubernetes.pod('ns', 'obj'),
  pods: kubernetes => kubernetes.pods('ns'),
  deletePod: kubernetes => kubernetes.deletePod('ns', 'obj'),
  warnings: kubernetes => kubernetes.warnings('ns', 'obj'),
  daemonSet: kubernetes => kubernetes.daemonSet('ns', 'obj'),
  deployment: kubernetes => kubernetes.deployment('ns', 'obj'),
  ciliumNodeConfigs: kubernetes => kubernetes.ciliumNodeConfigs(),
  ciliumNodes: kubernetes => kubernetes.ciliumNodes(),
  configMap: kubernetes => kubernetes.configMap('ns', 'obj'),
  secret: kubernetes => kubernetes.secret('ns', 'obj'),
  pullSecret: kubernetes => kubernetes.pullSecret('ns', 'obj'),
  createPullSecret: kubernetes => kubernetes.createPullSecret('ns', { name: 'obj', dockerConfig: 'c2VjcmV0' }),
  proxyGet: kubernetes => kubernetes.proxyGet('ns', 'obj', 1, 'metrics', 5),
  logs: kubernetes => kubernetes.logs({ namespace: 'ns', pod: 'obj', container: 'c' }, { previous: false, lines: 10 })
};

/** Asks for a text: any text is an answer, and its reader decides what it means. */
export const ofTexts: ReadonlySet<string> = new Set(['proxyGet', 'logs']);
/** Answers without an object that could be checked: what counts is whether it is gone later. */
export const ofDeletions: ReadonlySet<string> = new Set(['deleteNamespace', 'deletePod']);

const json = { 'content-type': 'application/json' };
const body =
  (content: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): RequestListener =>
  (_, response) => {
    const text = typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content);
    response.writeHead(status, { ...json, ...headers }).end(text);
  };
const as = (type: string, content: string): RequestListener => body(content, 200, { 'content-type': type });
const status = (code: number, message: string): RequestListener =>
  body({ kind: 'Status', status: 'Failure', message, code }, code);

/** Nothing of these is an object of an API server, whatever was asked for. */
export const notObjects: Readonly<Record<string, RequestListener>> = {
  nothing: body(''),
  null: body('null'),
  'a list': body('[]'),
  'a number': body('7'),
  'a text': body('"x"'),
  'two objects': body('{}{}'),
  'an object that stops': body('{"items":[{"metad'),
  'a million brackets': body('['.repeat(1_000_000)),
  'a hundred thousand open objects': body('{"items":'.repeat(100_000)),
  'a number beyond a double as its end': body('{"items":[1e999}'),
  "a proxy's login": as('text/html', '<html><form action="/login"></form></html>'),
  'a JSON text with the type of a page': as('text/html', '{"metadata":{"name":"obj"},"items":[]}'),
  protobuf: as('application/vnd.kubernetes.protobuf', 'k8s\0\n'),
  'bytes of no type': as('application/octet-stream', '{"metadata":{"name":"obj"},"items":[]}'),
  YAML: as('application/yaml', 'metadata: {name: obj}\nitems: []\n'),
  'an empty type': as('', '{"metadata":{"name":"obj"},"items":[]}'),
  'a watch stream': as('application/json;stream=watch', '{"type":"ADDED","object":{}}\n{"type":"ADDED","object":{}}\n'),
  'no content': body('', 204),
  'not modified': body('', 304),
  'a redirect to itself': (request, response) => {
    response.writeHead(302, { location: request.url ?? '/' }).end();
  },
  'a redirect without a place': body('', 302),
  'a temporary redirect': body('', 307, { location: 'http://127.0.0.1:9/' }),
  'a redirect to a file': body('', 301, { location: 'file:///etc/passwd' }),
  'status 418': body('', 418),
  'a gzip bomb': body(gzipSync(Buffer.alloc(17_000_000, ' ')), 200, { 'content-encoding': 'gzip' }),
  'gzip that is none': body('nope', 200, { 'content-encoding': 'gzip' }),
  'an unknown encoding': body('{"a', 200, { 'content-encoding': 'zstd-x' }),
  'an end before its length': (_, response) => {
    response.writeHead(200, { ...json, 'content-length': '1000' }).write('{"items":[');
    setTimeout(() => response.destroy(), 20);
  },
  'chunks that stop': (_, response) => {
    response.writeHead(200, json).write('{"items":[');
    setTimeout(() => response.destroy(), 20);
  },
  'an end of the connection': request => {
    request.socket.destroy();
  },
  'another protocol': request => {
    request.socket.end('220 smtp.example ready\r\n');
  },
  'a header without end': request => {
    request.socket.end(`HTTP/1.1 200 OK\r\nx: ${'a'.repeat(100_000)}\r\n\r\n`);
  }
};

const secretText = 'AKIAIOSFODNN7EXAMPLE';
const ugly = `\u001b[31mred\u001b]0;title\u0007 <img src=x onerror=a> \u202e \u0000 \u0085::error::x password=hunter2 ${secretText}\r\n::add-mask::x`;

/** Refusals, with words that must not do anything. */
export const refusals: Readonly<Record<string, RequestListener>> = {
  'too many requests, for a year': body({ message: 'slow down' }, 429, { 'retry-after': '31536000' }),
  'too many requests, until a date': body({ message: 'slow down' }, 429, {
    'retry-after': 'Fri, 31 Dec 9999 23:59:59 GMT'
  }),
  'too many requests, for a negative time': body({ message: 'x' }, 429, { 'retry-after': '-1e999' }),
  'gone, the list has expired': status(410, 'The provided continue parameter is too old'),
  'unavailable, with a megabyte of text': body('x'.repeat(1_000_000), 503),
  'an error with a page': body('<html>bad gateway</html>', 502, { 'content-type': 'text/html' }),
  'a message of markup, escapes and secrets': status(403, ugly),
  'the same as a text': body(ugly, 500, { 'content-type': 'text/plain' }),
  'a message that is an object': body({ message: { toString: 'x' } }, 400),
  'a message that is a list': body({ message: [[ugly]] }, 400),
  'a message that is null': body({ message: null }, 500),
  'a body that is null': body('null', 500),
  'a body that is a list': body('[]', 403),
  'a reason that says that the namespace is ending': status(400, 'NamespaceTerminating'),
  'unauthorized, with the token': status(401, `Bearer ${secretText}`)
};

const object = (parts: object): object => ({ kind: 'X', metadata: { name: 'obj', namespace: 'ns' }, ...parts });
const list = (...items: readonly unknown[]): object => ({ kind: 'List', metadata: {}, items });
const deep = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);

/** Objects and lists with something wrong in them: who asked, and what came. */
export const wrongObjects: readonly (readonly [ask: string, name: string, content: unknown])[] = [
  ...['namespace', 'lease', 'pod', 'daemonSet', 'deployment', 'configMap', 'secret', 'pullSecret', 'createPod'].flatMap(
    ask =>
      [
        [ask, 'without metadata', {}],
        [ask, 'with metadata that is a number', { metadata: 7 }],
        [ask, 'with the name of another', { metadata: { name: 'other' } }],
        [ask, 'whose name is a number', { metadata: { name: 7 } }],
        [ask, 'that is a failure', { kind: 'Status', status: 'Failure', message: 'no', code: 500 }],
        [ask, 'whose UID is a list', object({ metadata: { name: 'obj', uid: ['x'] } })],
        [ask, 'whose labels are numbers', object({ metadata: { name: 'obj', labels: { a: 7 } } })],
        [ask, 'whose labels are nested', object({ metadata: { name: 'obj', labels: { a: deep(100) } } })],
        [ask, 'that was created at no time', object({ metadata: { name: 'obj', creationTimestamp: 'yesterday' } })]
      ] as const
  ),
  ...[
    'createLease',
    'replaceLease',
    'ensureNamespace',
    'labelNamespace',
    'createService',
    'createNetworkPolicy',
    'createPullSecret'
  ].flatMap(
    ask =>
      [
        [ask, 'confirmed with nothing', {}],
        [ask, 'confirmed with another', { metadata: { name: 'other' } }],
        [ask, 'confirmed with a failure', { kind: 'Status', status: 'Failure', message: 'no' }]
      ] as const
  ),
  ...['nodes', 'namespaces', 'pods', 'warnings'].flatMap(
    ask =>
      [
        [ask, 'without items', {}],
        [ask, 'with items that are null', { items: null }],
        [ask, 'with items that are a text', { items: 'abc' }],
        [ask, 'with items that are an object', { items: {} }],
        [ask, 'of numbers', list(1, 2)],
        [ask, 'of null', list(null)],
        [ask, 'of lists', list([])],
        [ask, 'of objects without a name', list({ metadata: {} })],
        [ask, 'of names that are numbers', list({ metadata: { name: 7 } })],
        [ask, 'with one wrong at its end', list({ metadata: { name: 'a' } }, { metadata: { name: {} } })]
      ] as const
  ),
  ...['ciliumNodes', 'ciliumNodeConfigs'].flatMap(
    ask =>
      [
        [ask, 'without items', {}],
        [ask, 'with items that are a text', { items: 'abc' }],
        [ask, 'of null', list(null)],
        [ask, 'of names that are numbers', list({ metadata: { name: 7 } })]
      ] as const
  ),
  ['ciliumNodes', 'with ranges that are numbers', list({ metadata: { name: 'a' }, spec: { ipam: { podCIDRs: [7] } } })],
  [
    'ciliumNodes',
    'with an address that is an object',
    list({ metadata: { name: 'a' }, spec: { addresses: [{ type: 'x', ip: {} }] } })
  ],
  [
    'ciliumNodeConfigs',
    'with a setting that is true',
    list({ metadata: { name: 'a' }, spec: { defaults: { a: true } } })
  ],
  ['lease', 'whose duration is a text', object({ spec: { leaseDurationSeconds: '1e9' } })],
  [
    'lease',
    'whose duration is beyond a double',
    JSON.stringify(object({ spec: { leaseDurationSeconds: 7 } })).replace('7', '1e999')
  ],
  ['lease', 'whose time is none', object({ spec: { renewTime: '9999-99-99T00:00:00Z' } })],
  ['lease', 'whose time is a number', object({ spec: { renewTime: { a: 1 } } })],
  ['lease', 'whose holder is an object', object({ spec: { holderIdentity: {} } })],
  ['pod', 'whose address is a number', object({ status: { podIP: 7 } })],
  ['pod', 'whose node is a list', object({ spec: { nodeName: ['a'] } })],
  ['pod', 'whose restarts are a text', object({ status: { containerStatuses: [{ name: 'c', restartCount: '0' }] } })],
  ['pod', 'whose containers are a number', object({ status: { containerStatuses: 7 } })],
  ['pod', 'whose readiness is a text', object({ status: { containerStatuses: [{ name: 'c', ready: 'false' }] } })],
  ['pods', 'of a pod whose start is no time', list({ metadata: { name: 'a' }, status: { startTime: 'x' } })],
  [
    'nodes',
    'of a node whose capacity is a number',
    list({ metadata: { name: 'a' }, status: { capacity: { cpu: 4 } } })
  ],
  ['nodes', 'of a node whose taints are texts', list({ metadata: { name: 'a' }, spec: { taints: [{ key: 7 }] } })],
  ['daemonSet', 'whose pods are a text', object({ status: { numberReady: '3' } })],
  [
    'deployment',
    'whose generation is infinite',
    JSON.stringify(object({ status: { observedGeneration: 7 } })).replace('7', '-1e999')
  ],
  ['configMap', 'with numbers', object({ data: { a: 7 } })],
  ['configMap', 'with objects', object({ data: { a: {} } })],
  [
    'pullSecret',
    'with an object as credentials',
    object({ type: 'kubernetes.io/dockerconfigjson', data: { '.dockerconfigjson': {} } })
  ],
  ['createService', 'with a number as its address', object({ spec: { clusterIP: 7 } })],
  ['warnings', 'with a time that is none', list({ metadata: { name: 'a' }, lastTimestamp: 'x' })],
  ['warnings', 'with a message that is an object', list({ metadata: { name: 'a' }, message: {} })],
  ['version', 'without a version', {}],
  ['version', 'that is a number', { gitVersion: 7 }],
  ['version', 'that is an object', { gitVersion: { a: 1 } }],
  ['logs', 'as an object', {}],
  ['logs', 'as a list', '[]'],
  ['logs', 'as a number', '7'],
  ['proxyGet', 'as an object', {}],
  ['proxyGet', 'as a list', '[]']
];

/** Answers to a question about permission that do not grant it. */
export const notAllowed: readonly unknown[] = [
  {},
  { status: {} },
  { status: 'allowed' },
  { status: { allowed: 'true' } },
  { status: { allowed: 1 } },
  { status: [{ allowed: true }] },
  { status: { allowed: null } },
  { allowed: true },
  { spec: { allowed: true } }
];

/** A refusal's words that must not arrive. */
export const hidden = ['hunter2', secretText, 'c2VjcmV0', '\u001b', '\u202e', '\0', '\u0085', '\r'];

/** One listener for a content. */
export const answering = (content: unknown): RequestListener => body(content);
