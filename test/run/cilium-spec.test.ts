import { describe, expect, test } from '@jest/globals';
import { InputError } from '../../src/model/errors.ts';
import { parseOptions } from '../../src/inputs/parse.ts';
import { readCandidate, readVersion } from '../../src/run/cilium-spec.ts';
import { fakeFiles, fakeHost, fakeProcesses } from '../fakes/host.ts';

function spec(scenarios: string, values: string, version = '1.20.2'): ReturnType<typeof readCandidate> {
  const files = fakeFiles({ 'v.yaml': values });
  const processes = fakeProcesses(() => ({ stdout: `name: cilium\nversion: ${version}\n` }));
  const options = parseOptions({ scenarios, 'cilium-values': 'v.yaml' }, files);
  return readCandidate(fakeHost({ files, processes }), options);
}

describe('what an arm installs', () => {
  test('is read with its chart version and values', async () => {
    expect(await spec('vxlan', 'hubble: {enabled: true}')).toMatchObject({
      chartVersion: '1.20.2',
      userValues: [{ hubble: { enabled: true } }]
    });
  });

  test.each([
    ['1.20.2', '1.20.2'],
    ['v1.19.6\n# comment', '1.19.6'],
    ['1.21.0-rc.1\r\n', '1.21.0-rc.1']
  ])('has the version in a file: %j', (text, version) => {
    expect(readVersion('.v', text)).toBe(version);
  });

  test.each(['', 'latest', '1.20', '1.20.2 and more', '\n1.20.2'])('refuses %j as a version', text => {
    expect(() => readVersion('.v', text)).toThrow('cilium-version-file: the first line of .v is not a version');
  });

  test.each([
    [
      'values that set a mode behind the back of the scenario',
      'vxlan',
      'extraConfig: {enable-wireguard: "true"}',
      '1.20.2',
      'enable-wireguard'
    ],
    ['native routing with aksbyocni', 'native', 'aksbyocni: {enabled: true}', '1.20.2', 'aksbyocni.enabled'],
    ['ztunnel before it existed', 'vxlan+ztunnel', '{}', '1.18.6', '1.19'],
    ['values that are no mapping', 'vxlan', '[1]', '1.20.2', 'must be a YAML mapping']
  ])('refuses %s', async (_, scenarios, values, version, words) => {
    await expect(spec(scenarios, values, version)).rejects.toThrow(InputError);
    await expect(spec(scenarios, values, version)).rejects.toThrow(words);
  });
});
