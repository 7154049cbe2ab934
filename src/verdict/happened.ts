import { nameFirst } from '../lib/count.ts';
import type { Difference, Happened, TrendRun } from '../model/trend.ts';

/** Properties of the cluster and its nodes, by the names of the fingerprint. */
const machineNames = [
  ...['provider', 'machine', 'architecture', 'CPU', 'zone', 'nodes', 'kernel', 'operating system', 'node image'],
  ...['network interface', 'container runtime', 'Kubernetes', 'runner image']
];
/** How was measured; runs that differ in the first four are never in one trend. */
export const measurementNames = ['suite', 'duration', 'iperf3', 'netperf'] as const;
const harmlessNames = [...measurementNames, 'tests', 'rounds', 'tools image'];

/**
 * What differs between the last run before a change and the first one after it, so that a reader sees whether the machines or the
 * configuration moved. A property that only one of them has is not compared, because older runs know less.
 */
export function whatHappened(before: TrendRun, after: TrendRun): Happened {
  const differences = Object.entries(after.setup).flatMap(([name, to]): Difference[] => {
    const from = before.setup[name];
    return from === undefined || from === to || harmlessNames.includes(name) ? [] : [{ name, from, to }];
  });
  const isMachine = ({ name }: Difference): boolean => machineNames.includes(name);
  const machines = differences.filter(isMachine);
  const configuration = differences.filter(each => !isMachine(each));
  const commits =
    before.sha === undefined || after.sha === undefined || before.sha === after.sha
      ? {}
      : { commits: { from: before.sha, to: after.sha } };
  return { ...commits, configuration, machines, sentence: sentenceOf(configuration, machines, 'commits' in commits) };
}

function sentenceOf(
  configuration: readonly Difference[],
  machines: readonly Difference[],
  hasCommits: boolean
): string {
  const parts = [
    ...(configuration.length > 0 ? [`the configuration (${namesOf(configuration)})`] : []),
    ...(machines.length > 0 ? [`the machines (${namesOf(machines)})`] : [])
  ];
  if (parts.length === 0) {
    return hasCommits
      ? 'Neither configuration nor machines changed, only the commit.'
      : 'No known property of configuration or machines changed.';
  }
  const [first = '', second] = parts;
  if (second !== undefined) return `Both ${first} and ${second} changed.`;
  return configuration.length > 0
    ? `${first.replace('the', 'The')} changed, the machines did not.`
    : `${first.replace('the', 'The')} changed, the configuration did not.`;
}

/** Names for a sentence. */
const shownNames = 4;

function namesOf(differences: readonly Difference[]): string {
  return nameFirst(
    differences.map(({ name }) => name),
    shownNames
  );
}
