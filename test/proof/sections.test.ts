import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { toReading } from '../../src/kubernetes/readings.ts';
import type { PlaceReading, Section, SectionReading } from '../../src/proof/contract.ts';
import { datapathSection, droppedPackets, readDatapath, readInterfaces } from '../../src/proof/counters.ts';
import { enrollmentSection, leftoverSections, podSections, proofs, readEnrollments } from '../../src/proof/index.ts';
import { readXfrmState, xfrmStateSection } from '../../src/proof/xfrm.ts';
import { part, recordedText } from './recorded.ts';

/** The reading if the section's command prints this. */
function printed(section: Section, stdout: string, { exitCode = 0, stderr = '' } = {}): SectionReading {
  return toReading(section, { exitCode, stdout, stderr });
}

function place(section: Section, reading: SectionReading | string): PlaceReading {
  const read = typeof reading === 'string' ? ({ ok: true, text: reading } as const) : reading;
  return { identity: 'same', sections: { [section.name]: read } };
}

describe('the XFRM states', () => {
  const listing = part(recordedText('vxlan+ipsec/client.before.txt'), 'ip -s xfrm state');

  test('are listed without their keys', () => {
    expect(xfrmStateSection.command).toEqual(['ip', '-s', 'xfrm', 'state', 'list', 'nokeys']);
  });

  test('contain everything the judge needs', () => {
    const states = readXfrmState(place(xfrmStateSection, printed(xfrmStateSection, listing)), 'a');
    expect(states).toHaveLength(4);
    expect(states[1]).toMatchObject({
      source: '172.31.0.2',
      destination: '172.31.0.3',
      direction: 'sent',
      failed: 0,
      identity: '172.31.0.2 172.31.0.3 0x00000003 0x631b3e00 2026-11-23 01:07:51'
    });
  });

  test("have Cilium's direction in one nibble of the mark, whatever is in the others", () => {
    const text = listing.replaceAll('0x631b3e00/', '0x631b3e42/').replaceAll('0x631b0d00/', '0x42/');
    const directions = readXfrmState(place(xfrmStateSection, text), 'a').map(({ direction }) => direction);
    expect(directions).toEqual([undefined, 'sent', undefined, 'sent']);
  });

  test('may be an empty list, which is not a failure', () => {
    for (const text of ['', '\n'])
      expect(readXfrmState(place(xfrmStateSection, printed(xfrmStateSection, text)), 'a')).toEqual([]);
  });

  test('are rejected if the listing failed, was interrupted, or cannot be parsed', () => {
    expect(printed(xfrmStateSection, listing, { exitCode: 2, stderr: 'RTNETLINK answers: no' })).toEqual({
      ok: false,
      why: 'exit code 2: RTNETLINK answers: no'
    });
    const stderr = 'Dump was interrupted and may be inconsistent.\n';
    expect(printed(xfrmStateSection, listing, { stderr })).toEqual({ ok: false, why: stderr.trim() });
    expect(() => readXfrmState(place(xfrmStateSection, 'src 10.0.0.1 dst 10.0.0.2\n'), 'a')).toThrow(
      'an XFRM state of a cannot be parsed: src 10.0.0.1 dst 10.0.0.2'
    );
  });

  test.each([/ dst \S+/, / spi 0x[0-9a-f]+/, /\d+\(bytes\), /, / failed \d+/, /\badd \S+/])(
    'are rejected if one lacks %s',
    part => {
      const text = listing.replace(part, '');
      expect(text).not.toBe(listing);
      expect(() => readXfrmState(place(xfrmStateSection, text), 'a')).toThrow('an XFRM state of a cannot be parsed');
    }
  );
});

describe('of debuginfo', () => {
  const peers = proofs.wireguard.block?.sections[0];
  if (peers === undefined) throw new Error('no section');
  const encryption: unknown = JSON.parse(recordedText('native+wireguard/client.after.debuginfo-encryption.json'));
  const info = JSON.stringify(
    {
      'cilium-status': { encryption: { mode: 'Wireguard', wireguard: { interfaces: [{ peers: null }] } } },
      encryption,
      'environment-variables': ['SECRET=1']
    },
    null,
    2
  );

  test('only the part about encryption is kept', () => {
    expect(printed(peers, info)).toEqual({ ok: true, text: JSON.stringify({ encryption }) });
  });

  test('nothing is read if it failed or was truncated', () => {
    expect(printed(peers, info, { exitCode: 1 }).ok).toBe(false);
    expect(printed(peers, info.slice(0, -9)).ok).toBe(false);
  });

  test('nothing is kept if it has no such part', () => {
    for (const text of ['null', '{}']) expect(printed(peers, text)).toEqual({ ok: true, text: '{}' });
  });
});

describe('of the dump of tables', () => {
  const dump = (rows: readonly object[]): string =>
    JSON.stringify({ devices: [{ Name: 'eth0' }], 'mtls-enrolled-namespaces': rows, routes: [{ Table: 254 }] });
  const read = (stdout: string): unknown =>
    readEnrollments(place(enrollmentSection, printed(enrollmentSection, stdout)), 'a');

  test('only the enrolled namespaces are kept', () => {
    const reading = printed(enrollmentSection, dump([{ Name: 'perf', Status: { kind: 'Done', id: 69 } }]));
    expect(JSON.stringify(reading)).not.toMatch(/eth0|254/);
    expect(readEnrollments(place(enrollmentSection, reading), 'a')).toEqual([{ namespace: 'perf', kind: 'Done' }]);
    expect(read(dump([]))).toEqual([]);
  });

  test('a missing table means nothing is enrolled, but a failed or truncated dump does not', () => {
    expect(read('{ "devices": [] }')).toEqual([]);
    expect(printed(enrollmentSection, dump([]), { exitCode: 1 }).ok).toBe(false);
    for (const text of ['', dump([]).slice(0, -2), `level=warn msg="slow"\n${dump([])}`])
      expect(() => read(text)).toThrow('could not be read');
  });

  test.each(['client', 'server'])('recorded of the %s', side => {
    expect(read(recordedText(`vxlan+ztunnel/${side}.statedb.json`))).toEqual([{ namespace: 'perf', kind: 'Done' }]);
    expect(read(recordedText(`vxlan/${side}.statedb.json`))).toEqual([]);
  });
});

describe('the datapath metrics', () => {
  // From `cilium-dbg bpf metrics list -o json` of Cilium 1.20.2.
  const rows = [
    { reason: 'Success', direction: 'egress', packets: 1112203, bytes: 3501893828, line: 470 },
    { reason: 'Interface', direction: 'ingress', packets: 1803963, bytes: 77958246905, line: 564 },
    { reason: 'Interface Decrypting', direction: 'ingress', packets: 11, bytes: 1100, line: 12 },
    { reason: 'Unsupported L3 protocol', direction: 'egress', packets: 56, bytes: 4360, line: 1841 },
    { reason: 'Unsupported L3 protocol', direction: 'ingress', packets: 2, bytes: 90, line: 1000 }
  ];

  test('are summed over all interfaces, and forwarded packets do not count as drops', () => {
    const there = place(datapathSection, printed(datapathSection, JSON.stringify(rows)));
    expect(readDatapath(there, 'a').get('Unsupported L3 protocol')).toEqual({ packets: 58, bytes: 4450 });
    expect([...(droppedPackets(there) ?? [])]).toEqual([['Unsupported L3 protocol', 58]]);
  });

  test.each([
    ['nothing', '', ''],
    ['that there are none', '', 'No entries found.\n'],
    ['that instead of JSON', 'No entries found.\n', ''],
    ['a warning before the JSON', `level=warning msg="map is old"\n${JSON.stringify(rows)}`, ''],
    ['something else', '[{"reason": "Success"}]', '']
  ])('are unknown without an error if the agent prints %s', (_, stdout, stderr) => {
    const there = place(datapathSection, printed(datapathSection, stdout, { stderr }));
    expect(droppedPackets(there)).toBeUndefined();
  });

  test('are read again if they are incomplete', () => {
    for (const text of ['', 'No entries found.\n', JSON.stringify(rows).slice(0, -1)])
      expect(printed(datapathSection, text).ok).toBe(false);
  });

  test('are known even with a warning on standard error', () => {
    const stderr = 'level=warning msg="map is old"\n';
    expect(printed(datapathSection, JSON.stringify(rows), { stderr }).ok).toBe(true);
  });
});

describe('the interfaces of a network namespace', () => {
  const [section] = podSections;
  if (section === undefined) throw new Error('no section');
  const lo = '    lo: 1 1 0 0 0 0 0 0 1 1 0 0 0 0 0 0\n';

  test('are read from the kernel of this machine', () => {
    const [program = '', ...args] = section.command;
    const text = execFileSync(program, args, { encoding: 'utf8' });
    expect([...readInterfaces(place(section, text), 'this').keys()]).toContain('lo');
  });

  test('are parsed with and without a space after the colon', () => {
    const text = `${lo} eth0:265617752  269586 0 0 0 0 0 0 1437 16 0 5 0 0 0 0\n`;
    expect(readInterfaces(place(section, text), 'a').get('eth0')).toEqual({
      sent: { packets: 16, bytes: 1437 },
      received: { packets: 269_586, bytes: 265_617_752 },
      sendDrops: 5
    });
  });

  test('are never an empty text', () => {
    for (const text of ['', '\n']) expect(printed(section, text)).toEqual({ ok: false, why: 'it printed nothing' });
  });

  test('are complete only with lo, so that an empty listing does not prove absence', () => {
    for (const text of ['cat: not found', lo.replace('lo', 'eth0')])
      expect(() => readInterfaces(place(section, text), 'a')).toThrow('has no lo');
  });
});

test('no command contains inserted text', () => {
  const sections = Object.values(proofs).flatMap(({ sections: { host, agent }, block }) => [
    ...[...host, ...agent],
    ...(block?.sections ?? [])
  ]);
  for (const { command } of [...sections, ...podSections, ...leftoverSections]) {
    expect(command.join(' ')).not.toContain('undefined');
    expect(command.join(' ')).not.toContain('\n');
  }
});
