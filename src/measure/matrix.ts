import { agentOn, nodeEncryptionOf, readStatusJson } from '../cilium/agents.ts';
import { pollUntil, startLimit } from '../host/limit.ts';
import { CanceledError, errorMessage } from '../model/errors.ts';
import type { InvalidReason, MatrixRowResult } from '../model/run.ts';
import type { ZtunnelCa, ModeOptions, Scenario } from '../model/scenario.ts';
import type { Background, Snapshot } from '../proof/contract.ts';
import {
  expectedMatrix,
  isAsExpected,
  observeTransfer,
  observeZtunnelRow,
  ZTUNNEL_REREAD_SECONDS,
  type MatrixRow,
  type Observation
} from '../proof/index.ts';
import { describeRow } from '../report/matrix-table.ts';
import { transfers } from '../suite/index.ts';
import { prepareTest } from './execute.ts';
import { createEnds, type MatrixPlaces, type RowEnds } from './matrix-ends.ts';
import { readingsOf, type MeasuredPath } from './observed.ts';
import { describePath, measureBackground, runsBefore } from './path.ts';
import type { PodPair } from './pod-pair.ts';
import { takeSnapshot, type Observatory } from './snapshot.ts';

/** Issuer of a certificate. */
interface Issuer {
  readonly name: string;
  /** Whether it is Cilium's own CA. Absent if unknown. */
  readonly internal?: boolean | undefined;
}

/** Why the certificates do not come from the CA in `wanted`. Always `undefined` if no CA is required. */
export function reasonAgainstIssuer(
  issuer: Issuer | undefined,
  wanted: ZtunnelCa | undefined
): InvalidReason | undefined {
  if (wanted === undefined || (issuer?.internal !== undefined && issuer.internal === (wanted === 'internal')))
    return undefined;
  if (issuer?.internal === undefined)
    return {
      kind: 'unproven',
      message: `ztunnel-ca is ${wanted}, but the issuer of the client's certificate cannot be read`
    };
  const seen = issuer.internal ? "Cilium's own CA" : `a CA other than Cilium's own (${issuer.name})`;
  return {
    kind: 'proof-mismatch',
    message: `ztunnel-ca is ${wanted}, but the client's certificate was issued by ${seen}`
  };
}

const rereadPauseSeconds = 0.25;

/**
 * Measures one row of the mode's traffic matrix after another: a transfer of one second each, judged by the counters
 * of both nodes and reported when it ends. A failed transfer makes its row `unproven` and is tried once more. Rejects
 * only if the cluster fails.
 */
export async function measureMatrix(
  observatory: Observatory,
  places: MatrixPlaces,
  modes: ModeOptions,
  pair: PodPair,
  path: MeasuredPath,
  tell: (line: string) => void
): Promise<MatrixRowResult[]> {
  const { scenario } = path;
  const ends = await createEnds(places, pair, scenario.encryption);
  try {
    const nodeEncryption = scenario.encryption === 'wireguard' && modes.wireguardNodeEncryption;
    const options = {
      routing: scenario.routing,
      nodeEncryption,
      optedOut: nodeEncryption && (await someNodeOptedOut(observatory, pair)),
      crossEnrollment: scenario.encryption === 'ztunnel' && !(await runsBefore(observatory, pair.client.node, 1, 20))
    };
    const backgrounds = new Map<string, Background | undefined>();
    const results: MatrixRowResult[] = [];
    const add = (row: MatrixRowResult): void => {
      results.push(row);
      tell(describeRow(row));
    };
    for (const row of expectedMatrix(scenario.encryption, options)) {
      const here = ends.of(row);
      if (typeof here === 'string') {
        // A row that cannot be tried does not break the mode's promise.
        add({ ...row, expected: 'recorded', seen: 'unproven', reason: here, bytes: 0, matches: true });
        continue;
      }
      if (!backgrounds.has(row.placement)) {
        backgrounds.set(row.placement, await measureBackground(observatory, here.pair, scenario, 'pod'));
      }
      const measure = (): Promise<MatrixRowResult> =>
        measureRow(observatory, path, row, here, backgrounds.get(row.placement));
      const first = await measure();
      if (isInDoubt(first)) tell(`${describeRow(first)}; retrying once`);
      add(isInDoubt(first) ? await measure() : first);
    }
    return results;
  } finally {
    await ends.remove().catch((error: unknown) => {
      if (error instanceof CanceledError) throw error;
      // Leftover pods are removed before new ones are created, and at the latest with their namespaces.
      tell(`cannot remove the pods of the traffic matrix: ${errorMessage(error)}`);
    });
  }
}

/** The row fails only because nothing was proven, so another transfer may help. */
function isInDoubt({ seen, matches }: MatrixRowResult): boolean {
  return seen === 'unproven' && !matches;
}

async function someNodeOptedOut({ kubernetes, ciliumNamespace }: Observatory, pair: PodPair): Promise<boolean> {
  const optedOut = await Promise.all(
    [pair.client.node, pair.server.node].map(async node => {
      const agent = await agentOn(kubernetes, ciliumNamespace, node);
      return agent !== undefined && nodeEncryptionOf(await readStatusJson(kubernetes, agent)) === 'OptedOut';
    })
  );
  return optedOut.some(Boolean);
}

async function measureRow(
  observatory: Observatory,
  { scenario, facts }: MeasuredPath,
  row: MatrixRow,
  { pair, address }: RowEnds,
  background: Background | undefined
): Promise<MatrixRowResult> {
  const readings = readingsOf({ scenario, kind: 'pod' });
  const read = (): Promise<Snapshot> => takeSnapshot(observatory, pair, readings);
  const target = { serverIp: address, durationSeconds: 1, omitSeconds: 0, timeScale: observatory.clock.timeScale };
  const { protocol = 'TCP' } = row;
  const prepared = prepareTest(observatory.kubernetes, pair, transfers[protocol], target);
  const before = await read();
  const { parsed } = await prepared.run();
  const bytes = parsed.ok ? parsed.receivedBytes : 0;
  const look = async (after: Snapshot): Promise<Observation> =>
    scenario.encryption === 'ztunnel'
      ? observeZtunnelRow(before, after, bytes, {
          source: row.source,
          destination: row.destination,
          protocol: row.protocol,
          namespaces: { client: pair.client.target.namespace, server: pair.server.target.namespace }
        })
      : observeTransfer(
          scenario.encryption,
          before,
          after,
          bytes,
          await describePath(observatory, pair, facts.encapsulated),
          background,
          protocol
        );
  const { seen, reason } = parsed.ok
    ? await observeUntilCounted(observatory, scenario, read, look)
    : { seen: 'unproven' as const, reason: parsed.reason.message };
  return { ...row, seen, reason, bytes, matches: isAsExpected(row, seen) };
}

/** ztunnel counts a connection up to two seconds after it ends; until then, the transfer looks unencrypted. */
async function observeUntilCounted(
  { clock }: Observatory,
  { encryption }: Scenario,
  read: () => Promise<Snapshot>,
  look: (after: Snapshot) => Promise<Observation>
): Promise<Observation> {
  const limit = startLimit(clock, ZTUNNEL_REREAD_SECONDS);
  const observe = async (): Promise<Observation> => look(await read());
  const isCounted = ({ seen }: Observation): boolean => encryption !== 'ztunnel' || seen === 'encrypted';
  return pollUntil(clock, limit, rereadPauseSeconds, observe, isCounted);
}
