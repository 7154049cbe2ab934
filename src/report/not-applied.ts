import type { Run, ScenarioResult } from '../model/run.ts';
import { valueAt } from '../scenario/values.ts';

type Datapath = NonNullable<ScenarioResult['datapath']>;

/** A value that asks for something, and where an agent says whether it does it. */
interface Request {
  readonly key: string;
  /** What the value asks for, as the agent would call it; `undefined` if it leaves that to Cilium. */
  readonly wants: (value: unknown) => string | undefined;
  readonly subject: string;
  readonly got: (datapath: Datapath) => string | undefined;
}

const ifTrue =
  (wanted: string) =>
  (value: unknown): string | undefined =>
    String(value) === 'true' ? wanted : undefined;

/** Cilium falls back in silence if the kernel, a device or another setting does not allow what was asked. */
const requests: readonly Request[] = [
  {
    key: 'bpf.hostLegacyRouting',
    wants: value => (String(value) === 'false' ? 'BPF' : undefined),
    subject: 'host routing',
    got: ({ hostRouting }) => hostRouting
  },
  {
    key: 'kubeProxyReplacement',
    wants: ifTrue('True'),
    subject: 'kube-proxy replacement',
    got: ({ kubeProxyReplacement }) => kubeProxyReplacement
  },
  {
    key: 'enableIPv4BIGTCP',
    wants: ifTrue('Enabled'),
    subject: 'BIG TCP for IPv4',
    got: ({ bigTcp }) => (bigTcp?.startsWith('IPv4') === true ? 'Enabled' : bigTcp)
  },
  {
    key: 'bandwidthManager.enabled',
    wants: ifTrue('Enabled'),
    subject: 'the bandwidth manager',
    got: ({ bandwidthManager }) =>
      bandwidthManager === undefined || bandwidthManager === 'Disabled' ? bandwidthManager : 'Enabled'
  },
  {
    key: 'bandwidthManager.bbr',
    wants: ifTrue('bbr'),
    subject: "the bandwidth manager's congestion control",
    got: ({ bandwidthManager }) => bandwidthManager
  },
  {
    key: 'bpf.datapathMode',
    wants: value => (value === 'netkit' || value === 'netkit-l2' ? value : undefined),
    subject: "the pods' datapath",
    got: ({ mode }) => mode
  },
  {
    key: 'encryption.nodeEncryption',
    wants: ifTrue('Enabled'),
    subject: "WireGuard's node encryption",
    got: ({ nodeEncryption }) => nodeEncryption
  },
  ...(['enabled', 'egress.enabled', 'ingress.enabled'] as const).map(key => {
    const direction = key === 'ingress.enabled' ? 'ingress' : 'egress';
    return {
      key: `encryption.strictMode.${key}`,
      wants: ifTrue(direction),
      subject: `strict mode for ${direction}`,
      got: ({ strictMode }: Datapath) => (strictMode?.includes(direction) === true ? direction : strictMode)
    };
  })
];

/** What a scenario's values ask for and its agent does not do, one plain sentence each. */
function notApplied({ values, datapath }: ScenarioResult): string[] {
  if (datapath === undefined) return [];
  const sentences = requests.flatMap(({ key, wants, subject, got }) => {
    const [wanted, is] = [wants(valueAt(values, key)), got(datapath)];
    if (wanted === undefined || is === undefined || is === wanted) return [];
    return [`${subject} is ${is}, although ${key}: ${String(valueAt(values, key))} asks for ${wanted}.`];
  });
  return [...sentences, ...encryptionNotApplied(values, datapath)];
}

function encryptionNotApplied(values: ScenarioResult['values'], { encryption: is }: Datapath): string[] {
  const type = valueAt(values, 'encryption.type');
  const isAsked = String(valueAt(values, 'encryption.enabled')) === 'true' && typeof type === 'string';
  if (!isAsked || is === undefined || is.toLowerCase() === type) return [];
  return [`encryption is ${is}, although encryption.type: ${type} asks for it.`];
}

/** The same for a run: asked and not got, once per arm. */
export function notAppliedSentences({ scenarios }: Pick<Run, 'scenarios'>): string[] {
  const sentences = scenarios.flatMap(scenario =>
    notApplied(scenario).map(sentence =>
      scenario.arm === 'candidate' ? `Not in effect: ${sentence}` : `Not in effect in the reference: ${sentence}`
    )
  );
  return [...new Set(sentences)];
}
