import type { ChartContent } from '../cilium/helm.ts';
import type { BaseSource } from '../github/job.ts';
import type { Host } from '../host/ports.ts';
import type { RunOptions } from '../model/options.ts';
import type { Arm } from '../model/run.ts';
import { openOnDisk } from './checkout.ts';
import { candidateFiles, readSpec, type CiliumSpec, type ReadContent } from './cilium-spec.ts';
import { readReference, type Reference, type ReferenceKind } from './reference.ts';

/** What each arm installs; no arm with `apply: false`. */
export interface Arms<Content extends ChartContent | undefined = ChartContent> {
  readonly specs: ReadonlyMap<Arm, CiliumSpec<Content>>;
  readonly reference?: Reference<Content>;
}

/** Reads the files and charts of the arms. Throws like `readSpec` and `readReference`. */
export async function readArms<Content extends ChartContent | undefined>(
  host: Host,
  options: RunOptions,
  kind: ReferenceKind | undefined,
  base: BaseSource | undefined,
  read: ReadContent<Content>
): Promise<Arms<Content>> {
  if (!options.apply) return { specs: new Map() };
  const open = openOnDisk(host, kind === 'base' ? base : undefined);
  const candidate = await readSpec(host, options, candidateFiles(options, open), read);
  const specs = new Map<Arm, CiliumSpec<Content>>([['candidate', candidate]]);
  if (kind === undefined) return { specs };
  const reference = await readReference(host, options, kind, candidate, base, read);
  return { specs: specs.set('reference', reference.spec), reference };
}
