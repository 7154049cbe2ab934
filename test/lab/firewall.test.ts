import { describe, expect, test } from '@jest/globals';
import { listNewEmptyTables, planRestore } from '../../lab/engine/firewall.ts';

const users = `*filter
:INPUT ACCEPT [12:800]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [9:700]
:MINE - [0:0]
-A INPUT -s 10.9.0.0/16 -j DROP
-A INPUT -j MINE
COMMIT
`;

// As Debian's docker.io with a kind network leaves them, and one rule that the user added meanwhile.
const withDocker = `*filter
:INPUT ACCEPT [12:800]
:FORWARD DROP [0:0]
:OUTPUT ACCEPT [9:700]
:DOCKER - [0:0]
:DOCKER-USER - [0:0]
:MINE - [0:0]
-A INPUT -s 10.9.0.0/16 -j DROP
-A INPUT -j MINE
-A INPUT -p tcp -m comment --comment "added later" -j ACCEPT
-A FORWARD -j DOCKER-USER
-A FORWARD -o br-667b15b74feb -j DOCKER
-A FORWARD -i br-667b15b74feb ! -o br-667b15b74feb -j ACCEPT
-A DOCKER -d 172.29.0.3/32 ! -i br-667b15b74feb -o br-667b15b74feb -p tcp -m tcp --dport 6443 -j ACCEPT
-A DOCKER-USER -j RETURN
COMMIT
*nat
:PREROUTING ACCEPT [0:0]
:POSTROUTING ACCEPT [0:0]
:DOCKER - [0:0]
-A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER
-A POSTROUTING -s 172.29.0.0/24 ! -o br-667b15b74feb -j MASQUERADE
COMMIT
`;

describe("undoing a Docker engine's firewall rules", () => {
  const plan = planRestore(users, withDocker, '172.29.').split('\n');

  test('deletes its rules and chains and puts the policy back, table by table', () => {
    expect(plan).toEqual([
      '*filter',
      ':FORWARD ACCEPT [0:0]',
      '-D FORWARD -j DOCKER-USER',
      '-D FORWARD -o br-667b15b74feb -j DOCKER',
      '-D FORWARD -i br-667b15b74feb ! -o br-667b15b74feb -j ACCEPT',
      '-D DOCKER -d 172.29.0.3/32 ! -i br-667b15b74feb -o br-667b15b74feb -p tcp -m tcp --dport 6443 -j ACCEPT',
      '-D DOCKER-USER -j RETURN',
      '-F DOCKER',
      '-F DOCKER-USER',
      '-X DOCKER',
      '-X DOCKER-USER',
      'COMMIT',
      '*nat',
      '-D PREROUTING -m addrtype --dst-type LOCAL -j DOCKER',
      '-D POSTROUTING -s 172.29.0.0/24 ! -o br-667b15b74feb -j MASQUERADE',
      '-F DOCKER',
      '-X DOCKER',
      'COMMIT',
      ''
    ]);
  });

  test('keeps rules that others added in the meantime', () => {
    expect(plan.join('\n')).not.toContain('added later');
  });

  test('leaves alone the rules of an engine that ran before', () => {
    expect(planRestore(withDocker, withDocker, '172.29.')).toBe('');
  });

  test('does nothing if nothing changed', () => {
    expect(planRestore(users, users, '172.29.')).toBe('');
    expect(planRestore('', '', '172.29.')).toBe('');
  });

  test('lists tables that are new and empty, not those that existed before or are in use', () => {
    const empty = '*nat\n:PREROUTING ACCEPT [0:0]\nCOMMIT\n*raw\n:OUTPUT ACCEPT [0:0]\n-A OUTPUT -j NOTRACK\nCOMMIT\n';
    expect(listNewEmptyTables('', empty)).toEqual(['nat']);
    expect(listNewEmptyTables(empty, empty)).toEqual([]);
  });
});
