import { describe, expect, test } from '@jest/globals';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeImage, writeArchive } from '../../lab/archive.ts';
import { ciliumVersions } from '../../lab/cilium-version.ts';
import { runCommand } from '../../lab/command.ts';
import { labFolder } from '../../lab/folders.ts';
import { hideUnmountedControllers } from '../../lab/images/node-root.ts';
import { describeKindConfig, describeValues } from '../../lab/images/settings.ts';
import { versions } from '../../lab/versions.ts';

describe('the values for the input cilium-values', () => {
  test('name the local images, which no node may pull', () => {
    const local = (override: string): unknown => ({ override, pullPolicy: 'Never', useDigest: false });
    expect(describeValues({ official: 'localhost/a:1', operator: 'localhost/b:1', ztunnel: undefined })).toEqual({
      image: local('localhost/a:1'),
      operator: { image: local('localhost/b:1') },
      envoy: { enabled: false },
      l7Proxy: false
    });
  });

  test('name the ztunnel image without choosing a mode', () => {
    expect(describeValues({ official: 'a', operator: 'b', ztunnel: 'localhost/ztunnel:1' })['encryption']).toEqual({
      ztunnel: { image: { override: 'localhost/ztunnel:1', pullPolicy: 'Never', useDigest: false } }
    });
  });
});

test('the kind configuration skips what has no image', () => {
  const [patch] = describeKindConfig()['kubeadmConfigPatches'] as string[];
  for (const phase of ['preflight', 'addon/kube-proxy', 'addon/coredns']) expect(patch).toContain(`- ${phase}\n`);
});

describe('the node entrypoint', () => {
  const entrypoint =
    'fix_cgroup() {\n  true\n}\n\n# validate state\nvalidate_userns\nfix_mount\nfix_cgroup\nexec "$@"\n';

  test('hides controllers after the cgroups are fixed, at the call and not in the function', () => {
    const changed = hideUnmountedControllers(entrypoint);
    expect(changed).toContain('\nfix_cgroup\nhide_unmounted_controllers\nexec');
    expect(changed.indexOf('hide_unmounted_controllers() {')).toBeLessThan(changed.indexOf('# validate state'));
    expect(changed.match(/hide_unmounted_controllers/g)).toHaveLength(2);
  });

  test('stays unchanged if it differs from the expected one, so that the build can refuse it', () => {
    expect(hideUnmountedControllers('#!/bin/sh\nexec "$@"\n')).toBe('#!/bin/sh\nexec "$@"\n');
  });
});

test('an image is described by the digests of its layers, in their order', () => {
  const layers = ['aa', 'bb'].map(sha256 => ({ file: `/${sha256}`, sha256 }));
  const description = JSON.parse(describeImage({ names: ['x'], layers, config: { StopSignal: 'SIGRTMIN+3' } })) as {
    rootfs: unknown;
    config: unknown;
  };
  expect(description.rootfs).toEqual({ type: 'layers', diff_ids: ['sha256:aa', 'sha256:bb'] });
  expect(description.config).toEqual({ StopSignal: 'SIGRTMIN+3' });
});

test('an archive holds a layer that two images share once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cilium-perf-gate-archive-'));
  await writeFile(join(folder, 'a'), 'layer');
  const layers = [{ file: join(folder, 'a'), sha256: 'aa' }];
  const images = ['one:1', 'other:1'].map(name => ({ names: [name], layers, config: { Cmd: [name] } }));
  await mkdir(join(folder, 'scratch'));
  await writeArchive(images, join(folder, 'images.tar'), join(folder, 'scratch'));
  const listing = (await runCommand('tar', ['--list', '--file', join(folder, 'images.tar')])).split('\n');
  expect(listing.filter(name => name.endsWith('layer.tar'))).toEqual(['aa/layer.tar']);
  expect(listing.filter(name => /^[0-9a-f]{64}\.json$/.test(name))).toHaveLength(2);
  const manifest = await runCommand('tar', [
    '--extract',
    '--to-stdout',
    '--file',
    join(folder, 'images.tar'),
    'manifest.json'
  ]);
  expect(JSON.parse(manifest)).toMatchObject([
    { RepoTags: ['one:1'], Layers: ['aa/layer.tar'] },
    { RepoTags: ['other:1'], Layers: ['aa/layer.tar'] }
  ]);
});

test.each([
  ['kubernetes/go.mod', `k8s.io/kubernetes v${versions.kubernetes}`],
  ...ciliumVersions().map(version => [`cilium/${version}/go.mod`, `github.com/cilium/cilium v${version}`])
])('%s pins the version that the lab builds', async (path, requirement) => {
  await expect(readFile(join(labFolder, path), 'utf8')).resolves.toContain(requirement);
});
