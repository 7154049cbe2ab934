import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Section } from '../../src/proof/contract.ts';
import { enrolmentSection, podSections, proofs, readEnrolments } from '../../src/proof/index.ts';
import { jsonMember } from '../../src/proof/json-member.ts';
import { linksSection, readLinks } from '../../src/proof/links.ts';
import { readInterfaces } from '../../src/proof/pod-counters.ts';
import { readXfrmState, xfrmStateSection } from '../../src/proof/xfrm-state.ts';
import { part, recordedText } from './recorded.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'proof-sections-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Runs a section as an agent's shell does, with a program of its image replaced by one that prints `output`. */
function run(section: Section, program: string, output: string, exit = 0): { ok: boolean; text: string } {
  writeFileSync(join(folder, 'output'), output);
  writeFileSync(join(folder, program), `#!/bin/sh\ncat ${join(folder, 'output')}\nexit ${String(exit)}\n`);
  chmodSync(join(folder, program), 0o755);
  try {
    const env = { PATH: `${folder}:/usr/bin:/bin` };
    return { ok: true, text: execFileSync('sh', ['-c', section.command], { env, encoding: 'utf8' }) };
  } catch (error) {
    return { ok: false, text: String((error as { stdout?: unknown }).stdout) };
  }
}

function place(section: Section, text: string): Parameters<typeof readXfrmState>[0] {
  return { identity: 'same', sections: { [section.name]: { ok: true, text } } };
}

describe('the XFRM states leave the agent', () => {
  const listing = part(recordedText('vxlan+ipsec/client.before.txt'), 'ip -s xfrm state');
  const key = '0x5ec4e7'.padEnd(42, '9');

  test('without any line that can hold a key', () => {
    const planted = listing
      .replaceAll(/0x0{40}/g, key)
      .replace(
        '\tmark',
        `\tauth-trunc hmac(sha256) ${key} 128\n\tenc cbc(aes) ${key}\n\tauth hmac(sha1) ${key}\n\tmark`
      );
    expect(planted.match(new RegExp(key, 'g'))).toHaveLength(7);
    const { text } = run(xfrmStateSection, 'ip', planted);
    expect(text).not.toContain(key.slice(0, 12));
    expect(text).not.toMatch(/aead|auth|enc /);
  });

  test('with all that the judge reads', () => {
    const { text } = run(xfrmStateSection, 'ip', listing);
    const states = readXfrmState(place(xfrmStateSection, text), 'a');
    expect(states).toEqual(readXfrmState(place(xfrmStateSection, `listed\n${listing}`), 'a'));
    expect(states).toHaveLength(4);
    expect(states[1]).toMatchObject({
      source: '172.31.0.2',
      destination: '172.31.0.3',
      direction: 'sent',
      failed: 0,
      identity: '172.31.0.2 172.31.0.3 0x00000003 0x631b3e00 2026-11-23 01:07:51'
    });
  });

  test("with Cilium's direction in one nibble of the mark, whatever is in the others", () => {
    const text = `listed\n${listing.replaceAll('0x631b3e00/', '0x631b3e42/').replaceAll('0x631b0d00/', '0x42/')}`;
    const directions = readXfrmState(place(xfrmStateSection, text), 'a').map(({ direction }) => direction);
    expect(directions).toEqual([undefined, 'sent', undefined, 'sent']);
  });

  test('as an empty list, which is not a failure', () => {
    const { ok, text } = run(xfrmStateSection, 'ip', '');
    expect(ok).toBe(true);
    expect(readXfrmState(place(xfrmStateSection, text), 'a')).toEqual([]);
  });

  test('not at all when they could not be listed', () => {
    expect(run(xfrmStateSection, 'ip', listing, 2)).toEqual({ ok: false, text: '' });
    expect(() => readXfrmState(place(xfrmStateSection, ''), 'a')).toThrow('were not listed');
    expect(() => readXfrmState(place(xfrmStateSection, 'listed\nsrc 10.0.0.1 dst 10.0.0.2\n'), 'a')).toThrow(
      'is not understood'
    );
  });
});

describe('the links', () => {
  test('are whole only with lo, so that an empty listing proves nothing absent', () => {
    expect(() => readLinks(place(linksSection, '[]'), 'a')).toThrow('has no lo');
    expect(() => readLinks(place(linksSection, ''), 'a')).toThrow('is not JSON');
    expect(() => readLinks(place(linksSection, '[{"ifname":"lo"}]'), 'a')).toThrow('has not the expected form');
    const recorded = readLinks(place(linksSection, recordedText('vxlan/client.links.json')), 'a');
    expect(recorded.map(({ name }) => name)).toEqual(expect.arrayContaining(['lo', 'eth0', 'cilium_vxlan']));
  });
});

describe('of debuginfo', () => {
  const peers = proofs.wireguard.block?.sections[0] ?? { name: '', command: '' };
  const encryption = recordedText('native+wireguard/client.after.debuginfo-encryption.json');

  test('only the part on encryption leaves the agent', () => {
    const info = JSON.stringify(
      {
        'cilium-status': { encryption: { mode: 'Wireguard', wireguard: { interfaces: [{ peers: null }] } } },
        encryption: JSON.parse(encryption) as unknown,
        'environment-variables': ['SECRET=1']
      },
      null,
      2
    );
    const { text } = run(peers, 'cilium-dbg', info);
    expect(text).not.toContain('SECRET');
    expect(JSON.parse(jsonMember(text, 'encryption') ?? '')).toEqual(JSON.parse(encryption));
    expect(run(peers, 'cilium-dbg', info, 1).ok).toBe(false);
  });
});

describe('of the dump of tables', () => {
  const dump = (rows: readonly string[]): string =>
    `{\n  "devices": [\n    {"Name":"eth0"}\n  ],\n  "mtls-enrolled-namespaces": [\n${rows.map(row => `    ${row}`).join(',\n')}\n  ],\n  "routes": [\n    {"Table":254}\n  ]\n}\n`;
  const read = (text: string): unknown => readEnrolments(place(enrolmentSection, text), 'a');

  test('only the enrolled namespaces leave the agent', () => {
    const { text } = run(enrolmentSection, 'cilium-dbg', dump(['{"Name":"perf","Status":{"kind":"Done","id":69}}']));
    expect(text).not.toMatch(/eth0|254/);
    expect(read(text)).toEqual([{ namespace: 'perf', kind: 'Done' }]);
    expect(read(run(enrolmentSection, 'cilium-dbg', dump([])).text)).toEqual([]);
  });

  test('no table is none enrolled, a failed or cut dump is not', () => {
    expect(read(run(enrolmentSection, 'cilium-dbg', '{\n  "devices": [\n  ]\n}\n').text)).toEqual([]);
    expect(run(enrolmentSection, 'cilium-dbg', dump([]), 1).ok).toBe(false);
    expect(() => read('listed\n  "mtls-enrolled-namespaces": [\n    {"Name":"perf"')).toThrow('is not whole');
    expect(() => read('')).toThrow('is not whole');
  });

  test.each(['client', 'server'])('recorded of the %s', side => {
    expect(read(`listed\n${recordedText(`vxlan+ztunnel/${side}.statedb.json`)}`)).toEqual([
      { namespace: 'perf', kind: 'Done' }
    ]);
    expect(read(`listed\n${recordedText(`vxlan/${side}.statedb.json`)}`)).toEqual([]);
  });
});

describe("the pod's interfaces", () => {
  const [section] = podSections;
  if (section === undefined) throw new Error('no section');

  test('are read from the kernel of this machine', () => {
    const text = execFileSync('sh', ['-c', section.command], { encoding: 'utf8' });
    expect([...readInterfaces(place(section, text), 'this').keys()]).toContain('lo');
  });

  test('are understood with and without a space after the colon', () => {
    const text = ' eth0:265617752  269586 0 0 0 0 0 0 1437 16 0 0 0 0 0 0\n';
    expect(readInterfaces(place(section, text), 'a').get('eth0')).toEqual({
      sent: { packets: 16, bytes: 1437 },
      received: { packets: 269_586, bytes: 265_617_752 }
    });
    expect(() => readInterfaces(place(section, 'cat: not found'), 'a')).toThrow('has no interfaces');
  });
});

test('no command has anything put into it', () => {
  for (const { agentSections, block } of Object.values(proofs))
    for (const { command } of [...agentSections, ...(block?.sections ?? []), ...podSections]) {
      expect(command).not.toContain('undefined');
      expect(command).not.toContain('\n');
    }
});
