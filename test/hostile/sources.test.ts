import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { createFiles } from '../../src/host/host.ts';
import { parseOptions } from '../../src/inputs/parse.ts';
import { ClusterError, InputError } from '../../src/model/errors.ts';
import { openOnDisk } from '../../src/run/checkout.ts';
import { candidateFiles, contentReader, readSpec, type CiliumSpec } from '../../src/run/cilium-spec.ts';
import { readVersion } from '../../src/sources/version.ts';
import { fakeHost, fakeOutputs, fakeProcesses } from '../fakes/host.ts';
import { repositories, secrets, type Hostile } from './sources.ts';

jest.setTimeout(60_000);

/** The chart, as helm shows it. */
const about = 'name: cilium\nversion: 1.18.4\n';
const values = 'encryption: {}\nipam: {}\noperator: {}\nmtu: 0\nhubble: {}\n';
const spaces = mkdtempSync(join(tmpdir(), 'cilium-perf-gate-sources-'));
let count = 0;

/** Writes a repository, with a file outside of it. */
function write({ files }: Hostile): string {
  count += 1;
  const root = join(spaces, String(count), 'repository');
  mkdirSync(join(root, '.git'), { recursive: true });
  writeFileSync(join(root, '..', 'outside.yaml'), `mtu: ${secrets[0] ?? ''}\n`);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    if (text.startsWith('->')) symlinkSync(text.slice(2), join(root, path));
    else writeFileSync(join(root, path), text);
  }
  return root;
}

interface Outcome {
  readonly spec: CiliumSpec | undefined;
  readonly error: unknown;
  /** Every file that was read. */
  readonly reads: readonly string[];
  readonly lines: readonly string[];
  /** Arguments of all programs. */
  readonly calls: readonly (readonly string[])[];
}

/** What a run makes of a repository: the file as its values, and as its version. */
async function read(root: string, { files: written, pointer }: Hostile): Promise<Outcome> {
  const disk = createFiles();
  const reads: string[] = [];
  const files = {
    ...disk,
    read: (path: string) => {
      reads.push(path);
      return disk.read(path);
    }
  };
  const outputs = fakeOutputs();
  const processes = fakeProcesses((program, args) =>
    program === 'helm' ? { stdout: args[1] === 'chart' ? about : values } : { exitCode: 1 }
  );
  const host = fakeHost({ files, outputs, processes });
  const path = join(root, Object.keys(written)[0] ?? '') + (pointer === undefined ? '' : `#${pointer}`);
  const found = { spec: undefined, error: undefined, reads, lines: outputs.lines, calls: processes.calls };
  try {
    const options = parseOptions({ scenarios: 'vxlan', 'cilium-values': path }, files);
    const open = openOnDisk(host, undefined);
    const spec = await readSpec(host, options, candidateFiles(options, open), contentReader(host));
    for (const key of Object.keys(spec.values).slice(0, 20)) await spec.whereIs(key);
    return { ...found, spec };
  } catch (error) {
    return { ...found, error };
  }
}

/** The input and the file, or the link that cannot be followed. */
const beginning = /^(?:(?:cilium-values|cilium-version-file): |"[^"]+" is a link that leaves the repository;)/;

function expectSentence(error: unknown): void {
  expect(error).toBeInstanceOf(InputError);
  const { message } = error as InputError;
  expect(message).toMatch(beginning);
  expect(message.length).toBeLessThan(2500);
  for (const text of [...secrets, '\u001b', '\u202e', '\u200b', '\0']) expect(message).not.toContain(text);
}

describe.each(Object.entries(repositories))('%s end with values or one clear sentence:', (_, all) => {
  test.each(all)('%s', async (__, hostile) => {
    const root = write(hostile);
    const { spec, error, reads, lines, calls } = await read(root, hostile);
    if (spec === undefined) expectSentence(error);

    // Nothing outside of the checkout is read, whatever a path or link says.
    const top = realpathSync(root);
    for (const path of reads) expect(`${realpathSync(path)}/`.startsWith(`${top}/`)).toBe(true);
    const shown = JSON.stringify([spec?.values, spec?.from, lines, calls]);
    expect(shown).not.toContain(secrets[0]);
    for (const text of ['\\u001b', '\u202e', '\u200b']) expect(JSON.stringify([spec?.from, lines])).not.toContain(text);
    expect(JSON.stringify([spec?.from, lines]).length).toBeLessThan(5000);

    // No word of a file becomes an option of a program.
    for (const args of calls.filter(([program]) => program === 'helm')) {
      const [, , , ...options] = args;
      expect(
        options.filter((each, index) => each.startsWith('-') && !['--repo', '--version'].includes(each) && index > 0)
      ).toEqual([]);
      const at = args.indexOf('--version');
      expect(args[at + 1]).toMatch(/^[\d.xX*^~<>=]/);
    }

    // What is read is what is written for Helm, and nothing else is changed.
    if (spec !== undefined) expect(JSON.parse(JSON.stringify(spec.values))).toEqual(spec.values);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(Object.getPrototypeOf(spec?.values ?? {})).toBe(Object.prototype);

    const version = await openOnDisk(fakeHost({ files: createFiles() }), undefined)(
      'cilium-version-file',
      join(root, Object.keys(hostile.files)[0] ?? '')
    )
      .then(async opened => opened && readVersion(opened.place, opened.content, undefined))
      .catch((thrown: unknown) => thrown);
    if (typeof version === 'string') expect(version).toMatch(/^[\d.xX*^~<>=][\w.*^~<>=|, +-]{0,99}$/);
    else if (!(version instanceof ClusterError)) expectSentence(version);
  });
});

test('a version file with one long line is read in one pass', async () => {
  for (const text of [
    'cilium'.repeat(100_000),
    'cilium-version'.repeat(50_000),
    `# renovate: ${'depName='.repeat(50_000)}`,
    '1.'.repeat(300_000),
    `1.2.3-${'a.'.repeat(200_000)}!`
  ]) {
    const root = write({ files: { 'v.env': text } });
    const opened = await openOnDisk(fakeHost({ files: createFiles() }), undefined)(
      'cilium-version-file',
      join(root, 'v.env')
    );
    const error =
      opened && (await readVersion(opened.place, opened.content, undefined).catch((thrown: unknown) => thrown));
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).message.length).toBeLessThan(2500);
  }
});
