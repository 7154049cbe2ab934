import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toolVersion } from '../src/model/tool-version.ts';

/** Inputs of a release. */
export interface Source {
  /** Versions in package.json and in the program. */
  readonly versions: readonly string[];
  readonly changelog: string;
  /** All tags of the repository. */
  readonly tags: readonly string[];
  /** The ref on which a workflow was started; undefined outside of one. */
  readonly ref: string | undefined;
}

/** What will be tagged and published. */
export interface Release {
  readonly tag: string;
  /** The major version's tag, if it moves: not for prereleases or fixes of an older line. */
  readonly majorTag: string | undefined;
  readonly prerelease: boolean;
  readonly notes: string;
}

type Version = readonly [major: number, minor: number, patch: number];

const releaseBranch = 'refs/heads/main';

/** Plans the release of a version. @throws Error with what to do first. */
export function planRelease(version: string, { versions, changelog, tags, ref }: Source): Release {
  const numbers = parseVersion(version);
  if (numbers === undefined) throw new Error(`"${version}" is not a version; write it like 1.2.3 or 1.2.3-rc.1`);
  if (ref !== undefined && ref !== releaseBranch) throw new Error(`started on ${ref}; start it on ${releaseBranch}`);
  const other = versions.find(one => one !== version);
  if (other !== undefined) {
    throw new Error(
      `package.json or src/model/tool-version.ts says ${other}; set both to ${version} and commit that first`
    );
  }
  const tag = `v${version}`;
  if (tags.includes(tag)) throw new Error(`tag ${tag} exists; release another version`);
  const prerelease = version.includes('-');
  const newer = tags.some(one => {
    const known = one.startsWith('v') && !one.includes('-') ? parseVersion(one.slice(1)) : undefined;
    return known?.[0] === numbers[0] && isAfter(known, numbers);
  });
  return {
    tag,
    majorTag: prerelease || newer ? undefined : `v${numbers[0]}`,
    prerelease,
    notes: notesOf(changelog, version)
  };
}

/** A version's section in a changelog, without its heading. @throws Error if it is missing, undated or empty. */
export function notesOf(changelog: string, version: string): string {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find(one => one.startsWith(`[${version}]`));
  if (section === undefined) throw new Error(`CHANGELOG.md has no section [${version}]; rename "Unreleased" to it`);
  const [heading = '', ...lines] = section.split('\n');
  if (!/\] - \d{4}-\d{2}-\d{2}$/.test(heading.trimEnd())) {
    throw new Error(`CHANGELOG.md: write "## [${version}] - <date>" in place of "## ${heading}"`);
  }
  const notes = lines
    // Link references are at the end of the file, and thus in the last section.
    .filter(line => !/^\[[^\]]+\]: /.test(line))
    .join('\n')
    .trim();
  if (notes === '') throw new Error(`CHANGELOG.md: the section [${version}] is empty`);
  return `${notes}\n`;
}

function parseVersion(text: string): Version | undefined {
  const match = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-[0-9A-Za-z.-]+)?$/.exec(text);
  return match === null ? undefined : [Number(match[1]), Number(match[2]), Number(match[3])];
}

function isAfter(left: Version, right: Version): boolean {
  const index = left.findIndex((number, place) => number !== right[place]);
  return index >= 0 && (left[index] ?? 0) > (right[index] ?? 0);
}

/** Plans the release of the working directory, writes its notes into a folder and sets the workflow's outputs. */
function main(version: string, folder: string): void {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string };
  const { tag, majorTag, prerelease, notes } = planRelease(version, {
    versions: [manifest.version, toolVersion],
    changelog: readFileSync('CHANGELOG.md', 'utf8'),
    tags: execFileSync('git', ['tag', '--list'], { encoding: 'utf8' }).split('\n').filter(Boolean),
    ref: process.env['GITHUB_REF']
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'notes.md'), notes);
  const outputs = `tag=${tag}\nmajor-tag=${majorTag ?? ''}\nprerelease=${String(prerelease)}\n`;
  const { GITHUB_OUTPUT: file, GITHUB_STEP_SUMMARY: summary } = process.env;
  if (file !== undefined) appendFileSync(file, outputs);
  const moves = majorTag === undefined ? 'No major tag moves.' : `The tag ${majorTag} moves to the same commit.`;
  if (summary !== undefined) appendFileSync(summary, `## Release ${tag}\n\n${moves}\n\n${notes}`);
  console.log(`${outputs}\n${moves} Notes:\n\n${notes}`);
}

if (import.meta.main) {
  const [version = '', folder = 'release'] = process.argv.slice(2);
  try {
    main(version, folder);
  } catch (error) {
    console.error(`cannot release: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
