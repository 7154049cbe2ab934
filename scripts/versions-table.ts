import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readLiveRecords, shortfall, type LiveRecord } from '../e2e/live-record.ts';
import { ciliumVersions } from '../lab/cilium-version.ts';
import { scenarioNames } from '../src/inputs/values.ts';
import { parseScenario } from '../src/model/scenario.ts';
import { refusals } from '../src/scenario/refusals.ts';
import { modes } from '../test/scenario/modes.ts';
import { between, table } from './markdown.ts';

/** How it is known which scenario works with which version. */
export interface Evidence {
  readonly versions: readonly string[];
  readonly records: readonly LiveRecord[];
  readonly isRecorded: (version: string, scenario: string) => boolean;
}

function readEvidence(): Evidence {
  const folder = join(import.meta.dirname, '../test/recordings/proof');
  return {
    versions: ciliumVersions(),
    records: readLiveRecords(),
    isRecorded: (version, scenario) => existsSync(join(folder, version, scenario))
  };
}

/** docs/versions.md with a newly generated table of scenarios and versions. */
export function renderVersions(document: string, evidence = readEvidence()): string {
  const { versions } = evidence;
  const rows = scenarioNames.map(name => [`\`${name}\``, ...versions.map(version => cell(name, version, evidence))]);
  const reasons = scenarioNames.flatMap(name =>
    versions.flatMap(version =>
      refusalsOf(name, version).map(reason => `- \`${name}\` with Cilium ${version} is refused: ${reason}`)
    )
  );
  const content = [table(['Scenario', ...versions.map(version => `Cilium ${version}`)], rows), reasons.join('\n')];
  return between('docs/versions.md', document, 'scenarios', content.filter(Boolean).join('\n\n'));
}

function cell(scenario: string, version: string, { records, isRecorded }: Evidence): string {
  if (refusalsOf(scenario, version).length > 0) return 'impossible';
  const own = records.filter(record => record.scenario === scenario && record.cilium === version);
  const live = own.filter(record => shortfall(record) === undefined).map(({ bed, date }) => `${bed} ${date}`);
  const known = live.length > 0 ? `live: ${live.join(', ')}` : isRecorded(version, scenario) ? 'recorded' : undefined;
  const failed = own.flatMap(record => {
    const why = shortfall(record);
    return why === undefined ? [] : [`**failed**: ${record.bed} ${record.date}, ${why}`];
  });
  return [...(known === undefined ? [] : [known]), ...failed].join('; ') || 'not tried';
}

/** Why the program itself refuses a scenario with a version, whatever the values. */
function refusalsOf(name: string, ciliumVersion: string): readonly string[] {
  const scenario = parseScenario(name);
  if (scenario === undefined) throw new Error(`${name} is no scenario`);
  return refusals(scenario, modes(), { ciliumVersion, provider: 'kind', tests: ['tcp-throughput'], userValues: [] });
}
