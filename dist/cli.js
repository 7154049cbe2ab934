#!/usr/bin/env node
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 19)) {
  console.error(
    `error: Node ${process.versions.node} is too old: cilium-perf-gate needs Node 22.19 or later. Install it (https://nodejs.org, in a workflow by actions/setup-node), or run: npx node@24 dist/cli.js`
  );
  process.exit(2);
}
process.on('uncaughtException', fault => {
  console.error('error: a fault of cilium-perf-gate itself, not a result; please report it:', fault);
  process.exit(70);
});
const { cli } = await import('./index.js');
await cli(import.meta.dirname);
