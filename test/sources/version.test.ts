import { describe, expect, test } from '@jest/globals';
import { InputError } from '../../src/model/errors.ts';
import { readVersion } from '../../src/sources/version.ts';
import { placeOf } from './tree.ts';

function read(path: string, content: string, pointer?: string): Promise<string> {
  const { place } = placeOf({ [path]: content });
  return readVersion({ ...place, input: 'cilium-version-file' }, content, pointer);
}

const marker = '# renovate: datasource=helm depName=cilium registryUrl=https://helm.cilium.io';

describe('the version of Cilium in a file', () => {
  test.each<[string, string, string]>([
    ['.cilium-version', '1.20.2', '1.20.2'],
    ['.cilium-version', 'v1.19.6\n# comment', '1.19.6'],
    ['.cilium-version', '1.21.0-rc.1\r\n', '1.21.0-rc.1'],
    [
      'Chart.yaml',
      'version: 0.1.0\ndependencies: [{name: x, version: 9.0.0}, {name: cilium, version: 1.18.4}]',
      '1.18.4'
    ],
    [
      'h.yaml',
      'apiVersion: v1\nkind: Namespace\n---\napiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: cilium}\nspec: {chart: {spec: {chart: cilium, version: 1.18.x}}}',
      '1.18.x'
    ],
    [
      'oci.yaml',
      'apiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nspec: {url: oci://x/cilium, ref: {tag: v1.19.4@sha256:00}}',
      '1.19.4'
    ],
    [
      'app.yaml',
      'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: c}\nspec: {source: {chart: cilium, targetRevision: 1.18.4}}',
      '1.18.4'
    ],
    ['k.yaml', 'helmCharts: [{name: cilium, version: 1.18.4}]', '1.18.4'],
    ['versions.env', `${marker}\nCILIUM_VERSION=1.19.4\n`, '1.19.4'],
    ['versions.env', `# renovate: depName=kind\nKIND=v0.1.0\n${marker}\nCILIUM=v1.19.4`, '1.19.4'],
    ['versions.env', `# renovate: depName=cilium/cilium-cli\nCLI=0.1.0\n${marker}\nCILIUM=1.19.4`, '1.19.4'],
    ['main.tf', `${marker}\nvariable "cilium" {\n  type    = string\n  default = "1.18.4"\n}`, '1.18.4'],
    [
      'main.tf',
      `variable "cilium" {\n  // renovate: datasource=helm depName=cilium\n  default = "v1.18.4"\n}`,
      '1.18.4'
    ],
    ['vars.yaml', `other: 2.0.0\n${marker}\ncilium_version: "1.18.4"\n`, '1.18.4'],
    ['vars.yaml', 'other: 2.0.0\ncilium_version: "1.18.4"\n', '1.18.4'],
    ['versions.env', 'GO_VERSION=1.26.0\nexport CILIUM_VERSION=1.18.4\n', '1.18.4'],
    ['versions.env', 'CILIUM_VERSION=1.18.4\nCILIUM_CLI_VERSION=0.18.0', '1.18.4'],
    ['versions.env', '# renovate: depName=kind\nKIND=v0.1.0\nCILIUM_VERSION=1.18.4\n', '1.18.4'],
    ['versions.env', `# renovate: depName=cilium/tetragon\nT=1.5.0\nCILIUM_VERSION=1.18.4\n`, '1.18.4'],
    [
      'oci.yaml',
      ['podinfo, ref: {tag: 6.0.0}', 'cilium, ref: {tag: 1.19.4}']
        .map(rest => `apiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nspec: {url: oci://x/${rest}}\n`)
        .join('---\n'),
      '1.19.4'
    ]
  ])('%s: %j', async (path, content, version) => {
    expect(await read(path, content)).toBe(version);
  });

  test('can be pointed at', async () => {
    expect(await read('v.yaml', 'charts: [{name: cilium, version: v1.18.4}]', 'charts.0.version')).toBe('1.18.4');
    await expect(read('v.yaml', 'a: 1', 'b')).rejects.toThrow('cilium-version-file: v.yaml has no version at "b"');
  });

  test.each<[string, string]>([
    ['.v', ''],
    ['.v', 'latest'],
    ['.v', '1.20'],
    ['.v', '1.20.2 and more'],
    ['.v', '\n1.20.2'],
    ['v.env', '# renovate: depName=a\nA=1.0.0\n# renovate: depName=b\nB=2.0.0'],
    ['v.env', 'CILIUM_VERSION=1.18.4\nNEXT_CILIUM_VERSION=1.19.0'],
    ['v.env', 'CILIUM_CLI_VERSION=0.18.0'],
    ['v.yaml', 'version: 1.2.3']
  ])('is not guessed: %s, %j', async (path, content) => {
    await expect(read(path, content)).rejects.toThrow(
      `cilium-version-file: ${path} has no version of Cilium: not in its`
    );
    await expect(read(path, content)).rejects.toThrow(InputError);
  });

  test('is not a template', async () => {
    const text = 'helmCharts: [{name: cilium, version: "${VERSION}"}]';
    await expect(read('k.yaml', text)).rejects.toThrow('k.yaml has "${VERSION}" for a version of Cilium');
  });
});
