import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { labFolder } from './folders.ts';
import { compareVersions } from './go.ts';

/** Cilium versions that the lab can build, newest first: those with a Go module in cilium/. */
export function ciliumVersions(): readonly string[] {
  return readdirSync(join(labFolder, 'cilium'), { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    .sort((a, b) => compareVersions(b, a));
}

/** The version in LAB_CILIUM, else the newest. */
export function ciliumVersion(): string {
  const versions = ciliumVersions();
  const asked = process.env['LAB_CILIUM'];
  const version = asked === undefined || asked === '' ? versions[0] : asked;
  if (version === undefined || !versions.includes(version))
    throw new Error(`LAB_CILIUM: the lab cannot build ${String(version)}; write one of ${versions.join(', ')}`);
  return version;
}

/** Folder of that version's Go module, relative to this one. */
export function ciliumModule(): string {
  return join('cilium', ciliumVersion());
}
