import { afterEach, describe, expect, test } from '@jest/globals';
import { ciliumModule, ciliumVersion, ciliumVersions } from '../../lab/cilium-version.ts';
import { nameImages, readEntries } from '../../lab/images/keys.ts';

describe('LAB_CILIUM', () => {
  afterEach(() => {
    delete process.env['LAB_CILIUM'];
  });

  test('selects one of the versions with a Go module; the default is the newest', () => {
    expect(ciliumVersions()).toEqual(['1.20.2', '1.19.4', '1.18.5']);
    expect(ciliumVersion()).toBe('1.20.2');
    process.env['LAB_CILIUM'] = '1.19.4';
    expect([ciliumVersion(), ciliumModule()]).toEqual(['1.19.4', 'cilium/1.19.4']);
  });

  test('refuses an unsupported version, and lists the supported ones', () => {
    process.env['LAB_CILIUM'] = '1.17.0';
    expect(ciliumVersion).toThrow('LAB_CILIUM: the lab cannot build 1.17.0; write one of 1.20.2, 1.19.4, 1.18.5');
  });

  test("changes the keys of Cilium's programs, chart and images, but not of Kubernetes or Debian", async () => {
    const read = async (): Promise<Awaited<ReturnType<typeof readEntries>>> =>
      await readEntries(undefined, 'http://mirror.test/debian', []);
    const newest = await read();
    process.env['LAB_CILIUM'] = '1.18.5';
    const other = await read();
    const changed = Object.keys(newest).filter(name => {
      const key = name as keyof typeof newest;
      return newest[key].key !== other[key].key;
    });
    expect(changed.sort()).toEqual(['chart', 'cilium', 'images', 'nodeImage', 'settings']);
    expect(nameImages(other, undefined).official).toContain('/official:v1.18.5-');
  });
});
