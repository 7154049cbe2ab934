import type { Run, RunNode } from '../results/run.ts';

/**
 * What differs between the machines of client and server, as one plain sentence; nothing where they are alike. Between
 * unlike machines the slower end decides, so figures hold for this pair in this direction only.
 */
export function unlikeNodes(nodes: readonly RunNode[]): readonly string[] {
  const [client, server] = (['client', 'server'] as const).map(role => nodes.find(node => node.role === role));
  if (client === undefined || server === undefined) return [];
  const differences = [
    difference('architecture', client.architecture, server.architecture),
    difference('CPU model', client.cpuModel, server.cpuModel),
    difference('size', describeSize(client), describeSize(server))
  ].flatMap(found => found ?? []);
  return differences.length === 0
    ? []
    : [
        `The two measured nodes differ in ${differences.join(', ')}: the figures hold for this pair and this direction only.`
      ];
}

/** The same for a run's record. */
export function unlikeNodesNotice({ cluster }: Run): readonly string[] {
  return unlikeNodes(cluster?.nodes ?? []);
}

function difference(what: string, client: string | undefined, server: string | undefined): string | undefined {
  if (client === undefined || server === undefined || client === server) return undefined;
  return `${what} (client ${client}, server ${server})`;
}

function describeSize({ instanceType, cpus }: RunNode): string {
  return instanceType === undefined ? `${cpus} CPUs` : `${instanceType}, ${cpus} CPUs`;
}
