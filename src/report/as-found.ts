import type { Run } from '../results/run.ts';
import { nameFirst, shorten } from './markdown.ts';

/** Namespaces that a notice names before it counts; the longest name that Kubernetes allows has 63 characters. */
const [named, nameLength] = [8, 63];

/** What a reader must know of a cluster that was measured as it is, in plain sentences; nothing of other runs. */
export function asFoundNotices({ asFound }: Run): readonly string[] {
  if (asFound === undefined) return [];
  const { enrolledNamespaces, valuesUnknown } = asFound;
  const enrolled = enrolledNamespaces.map(name => shorten(name, nameLength));
  return [
    "Measured as found, nothing of Cilium was changed. What is proven is the path of the run's own test pods between two nodes; of the traffic of other pods it proves nothing.",
    ...(enrolled.length === 0
      ? []
      : [
          `Enrolled in ztunnel besides the run's own namespace: ${nameFirst(enrolled, named)}. Their pods were not looked at: what was started before it was enrolled, leaves the enrolled namespaces or is not TCP may be in the clear.`
        ]),
    ...(valuesUnknown === undefined ? [] : [`The Helm values are not known: ${valuesUnknown}.`])
  ];
}
