import { posix } from 'node:path';
import { isMapping } from '../scenario/values.ts';
import { ociRepository } from './flux.ts';
import { isCilium, type Identity } from './kind.ts';
import { resolvePointer } from './pointer.ts';
import { dependencyIn, installing, versionOf } from './read.ts';
import { mappingsOf, mistake, refuseLong, text, type Place } from './tree.ts';

const number = String.raw`v?\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?`;
const wholeLine = new RegExp(`^(${number})\\s*$`);
const inLine = new RegExp(String.raw`(?<![\w.])(${number})(?![\w.])`);
const marker = /^\s*(?:#|\/\/)\s*renovate:/;
const maxLength = 100;
/** Lines from a marker to its version; a Terraform variable has a type and a description before its default. */
const reach = 5;
/** Cilium's command line, its Envoy and its certificates have versions of their own. */
const others = String.raw`(?![\w-]{0,40}(?:cli|envoy|certgen))`;
const namesCilium = new RegExp(`cilium(?!/)${others}`, 'i');
const versionLine = new RegExp(String.raw`cilium${others}[\w-]{0,40}version\W{1,10}(${number})(?![\w.])`, 'gi');

/**
 * The version of Cilium in a file: its first line, an object that installs Cilium's chart, an OCIRepository, the
 * dependency in a Chart.yaml, or the line below a marker of Renovate. Throws an InputError that lists these places if
 * there is none.
 */
export async function readVersion(place: Place, content: string, pointer: string | undefined): Promise<string> {
  refuseLong(place, content);
  const found =
    pointer === undefined
      ? (wholeLine.exec(content.split('\n')[0] ?? '')?.[1] ??
        (await versionOfObjects(place, content)) ??
        inLines(content))
      : pointedAt(place, content, pointer);
  if (found !== undefined) return plainVersion(place, found);
  throw mistake(
    place,
    pointer === undefined
      ? 'has no version of Cilium: not in its first line, a HelmRelease, Application, HelmChart, OCIRepository, kustomization or Chart.yaml, nor in a line below "# renovate:" or like CILIUM_VERSION=1.20.2; write it in one of these places, or point at it, for example versions.yaml#cilium.version'
      : `has no version at "${pointer}"`
  );
}

/** A version without `v`, or a range as Helm takes it. Throws an InputError for anything else. */
export function plainVersion(place: Place, written: string): string {
  const version = written
    .trim()
    .replace(/^v(?=\d)/, '')
    .replace(/@sha256:.*$/, '');
  // Helm takes what begins with a dash for an option.
  const isRange = version.length <= maxLength && /^[\d.xX*^~<>=][\d.xX*^~<>=|, -]*$/.test(version);
  if (isRange || (version.length <= maxLength && new RegExp(`^${number}$`).test(version))) return version;
  throw mistake(place, `has "${written}" for a version of Cilium; write three numbers, for example 1.20.2`);
}

function pointedAt(place: Place, content: string, pointer: string): string | undefined {
  const found = mappingsOf(place, content)
    .map(object => resolvePointer(object, pointer))
    .find(each => each !== undefined);
  return text(found);
}

/**
 * The version, as written, of the objects in a file that install Cilium's chart; `undefined` without one. Throws an
 * InputError if all objects install something else.
 */
export async function versionOfObjects(place: Place, content: string): Promise<string | undefined> {
  if (!/\.ya?ml$/.test(place.path)) return undefined;
  const objects = mappingsOf(place, content);
  if (posix.basename(place.path) === 'Chart.yaml') return objects.map(dependencyIn).find(isMapping)?.version;
  const repositories: Identity[] = [];
  for (const each of objects.filter(ociRepository.matches)) {
    repositories.push(await ociRepository.identify(each, place));
  }
  const own = repositories.filter(({ chart }) => chart !== undefined && isCilium(chart));
  return versionOf(own) ?? versionOf(await installing(place, objects));
}

/**
 * The version in the lines below a marker that names Cilium, up to the next one. Without such a marker, the value of a key
 * such as CILIUM_VERSION; without both, the version below the only marker.
 */
function inLines(content: string): string | undefined {
  const marked = content.split(/^(?=[ \t]*(?:#|\/\/)\s*renovate:)/m).filter(block => marker.test(block));
  const below = (named: RegExp) =>
    marked.flatMap(block => {
      const [line = '', ...lines] = block.trimStart().split('\n');
      const version = inLine.exec(lines.slice(0, reach).join('\n'))?.[1];
      return version !== undefined && named.test(`${line} `) ? [version] : [];
    });
  const keys = [...content.matchAll(versionLine)].flatMap(([, version]) => version ?? []);
  const found = [below(/(?:depName|packageName)=(?:\S{0,200}\/)?cilium\s/), below(namesCilium), keys, below(/^/)];
  const versions = found.find(each => each.length > 0) ?? [];
  return versions.length === 1 ? versions[0] : undefined;
}
