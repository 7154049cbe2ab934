import { CanceledError, errorMessage } from '../model/errors.ts';
import type { Clock } from '../host/ports.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import { roleLabel } from '../kubernetes/test-pods.ts';
import type { MatrixRow, RowEnd } from '../proof/index.ts';
import type { EncryptionMode } from '../model/scenario.ts';
import { createPair, removePair, type End, type PairSpec, type PodPair } from './pod-pair.ts';

/** Port of iperf3, and of the Service in front of the enrolled server. */
const serverPort = 5201;
const serviceName = 'perf-server';

/** The two ends of a row, and the address that the client connects to. */
export interface RowEnds {
  readonly pair: PodPair;
  readonly address: string;
}

/** Pods for the rows of a traffic matrix, in addition to the measured pair. */
export interface MatrixEnds {
  /** Returns the reason if the cluster cannot run these pods. */
  of(row: MatrixRow): RowEnds | string;
  remove(): Promise<void>;
}

/** Where the pods of a traffic matrix run. */
export interface MatrixPlaces {
  readonly kubernetes: Kubernetes;
  readonly clock: Clock;
  /** The measured pair; enrolled if the mode is ztunnel. */
  readonly pods: PairSpec;
  /** Host-network pods on the same nodes. */
  readonly control: PairSpec;
  /** Pods in a namespace that is never enrolled. */
  readonly other: PairSpec;
}

/** Creates the pods for a mode's traffic matrix. */
export function createEnds(places: MatrixPlaces, measured: PodPair, encryption: EncryptionMode): Promise<MatrixEnds> {
  return encryption === 'ztunnel' ? ztunnelEnds(places, measured) : nodeEnds(places, measured);
}

async function ztunnelEnds({ kubernetes, clock, pods, other }: MatrixPlaces, measured: PodPair): Promise<MatrixEnds> {
  const outside = await createPair(kubernetes, clock, other);
  await kubernetes.deleteService(pods.namespace, serviceName);
  const service = await kubernetes.createService(pods.namespace, serviceName, { [roleLabel]: 'server' }, serverPort);
  const pairOf = (end: RowEnd): PodPair => (end === 'other' ? outside : measured);
  return {
    of({ source, destination }) {
      const pair = { client: pairOf(source).client, server: pairOf(destination).server };
      return { pair, address: destination === 'service' ? service : pair.server.ip };
    },
    async remove() {
      await Promise.all([
        removePair(kubernetes, clock, other.namespace),
        kubernetes.deleteService(pods.namespace, serviceName)
      ]);
    }
  };
}

/** The same-node peers are in the other namespace, with client and server nodes swapped. */
async function nodeEnds({ kubernetes, clock, control, other }: MatrixPlaces, measured: PodPair): Promise<MatrixEnds> {
  const swapped = { ...other, clientNode: other.serverNode, serverNode: other.clientNode };
  const [hosts, neighbours] = await Promise.all([
    // Some clusters do not admit host-network pods. The other rows still count.
    createPair(kubernetes, clock, control).catch((error: unknown) => {
      if (error instanceof CanceledError) throw error;
      return errorMessage(error);
    }),
    createPair(kubernetes, clock, swapped)
  ]);
  const servers: Readonly<Record<MatrixRow['placement'], End>> = {
    'other-node': measured.server,
    'same-node': neighbours.server
  };
  return {
    of({ source, destination, placement }) {
      if (source !== 'host' && destination !== 'host') {
        const server = servers[placement];
        return { pair: { client: measured.client, server }, address: server.ip };
      }
      if (typeof hosts === 'string') return `no host-network pods: ${hosts}`;
      const client = source === 'host' ? hosts.client : measured.client;
      const host = placement === 'same-node' ? hosts.client : hosts.server;
      const server = destination === 'host' ? host : servers[placement];
      return { pair: { client, server }, address: server.ip };
    },
    async remove() {
      await Promise.all([control, other].map(({ namespace }) => removePair(kubernetes, clock, namespace)));
    }
  };
}
