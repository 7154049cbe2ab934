/** Exit code for bugs in the program (sysexits.h, EX_SOFTWARE). Node's own code, 1, means a regression here. */
const faultCode = 70;

/**
 * Text of a file in dist/ that calls one function of the bundle. It runs on any Node with module support, and refuses
 * a Node older than `minimum` (`22.19`) before loading the bundle, which an old Node may not be able to parse.
 */
export function entryFile(entry: string, minimum: string): string {
  const [major = '', minor = ''] = minimum.split('.');
  const shebang = entry === 'cli' ? '#!/usr/bin/env node\n' : '';
  return `${shebang}const [major, minor] = process.versions.node.split('.').map(Number);
if (major < ${major} || (major === ${major} && minor < ${minor})) {
  console.error(
    \`error: Node \${process.versions.node} is too old: cilium-perf-gate needs Node ${minimum} or later. Install it (https://nodejs.org, in a workflow by actions/setup-node), or run: npx node@24 dist/${entry}.js\`
  );
  process.exit(2);
}
process.on('uncaughtException', fault => {
  console.error('error: a fault of cilium-perf-gate itself, not a result; please report it:', fault);
  process.exit(${faultCode});
});
const { ${entry} } = await import('./index.js');
await ${entry}(${entry === 'cli' ? 'import.meta.dirname' : ''});
`;
}

/** The oldest Node in `engines`, which has the form `>=22.19`. */
export function oldestNode(engines: string): string {
  const minimum = /^>=(\d+\.\d+)$/.exec(engines)?.[1];
  if (minimum === undefined) throw new Error(`package.json: engines.node is "${engines}"; write it like >=22.19`);
  return minimum;
}
