import { findProgram, runCommand, tryCommand } from '../command.ts';

type Family = 'ipv4' | 'ipv6';

const programs: Readonly<Record<Family, string>> = { ipv4: 'iptables', ipv6: 'ip6tables' };

/** A machine's rules in iptables-save format, by family. */
export type Rules = Readonly<Record<Family, string>>;

interface Table {
  policies: Map<string, string>;
  chains: Set<string>;
  rules: string[];
}

/** Reads all rules; empty for families that the machine does not support. */
export async function saveRules(): Promise<Rules> {
  const save = async (family: Family): Promise<string> => {
    const program = findProgram(`${programs[family]}-save`);
    if (program === undefined) return '';
    const result = await tryCommand(program, []);
    return result.code === 0 ? result.stdout : '';
  };
  return { ipv4: await save('ipv4'), ipv6: await save('ipv6') };
}

function parseRules(text: string): Map<string, Table> {
  const tables = new Map<string, Table>();
  let current: Table | undefined;
  for (const line of text.split('\n')) {
    if (line.startsWith('*'))
      tables.set(line.slice(1), (current = { policies: new Map(), chains: new Set(), rules: [] }));
    const chain = /^:(\S+) (\S+)/.exec(line);
    if (chain?.[1] !== undefined && chain[2] !== undefined) {
      if (chain[2] === '-') current?.chains.add(chain[1]);
      else current?.policies.set(chain[1], chain[2]);
    }
    if (line.startsWith('-A ')) current?.rules.push(line);
  }
  return tables;
}

/** Whether a rule was created by a Docker engine with these networks. */
function isDockerRule(rule: string, addressPool: string): boolean {
  if (/(^-A | -j | -g )DOCKER[\w-]*( |$)/.test(rule)) return true;
  if (/ -[io] (docker0|br-[0-9a-f]{12})( |$)/.test(rule)) return true;
  return addressPool !== '' && rule.includes(` ${addressPool}`);
}

/**
 * Input for `iptables-restore --noflush` that removes an engine's rules since `before`. Rules that others added stay.
 */
export function planRestore(before: string, now: string, addressPool: string): string {
  const old = parseRules(before);
  const lines: string[] = [];
  for (const [name, table] of parseRules(now)) {
    const was = old.get(name);
    const changes: string[] = [];
    for (const [chain, policy] of table.policies) {
      // Docker changes one policy; new tables start with the kernel's default.
      const target = was?.policies.get(chain) ?? 'ACCEPT';
      if (policy !== target && chain === 'FORWARD') changes.push(`:${chain} ${target} [0:0]`);
    }
    const kept = new Set(was?.rules);
    for (const rule of table.rules) {
      if (!kept.has(rule) && isDockerRule(rule, addressPool)) changes.push(`-D ${rule.slice(3)}`);
    }
    const chains = [...table.chains].filter(chain => was?.chains.has(chain) !== true && chain.startsWith('DOCKER'));
    for (const chain of chains) changes.push(`-F ${chain}`);
    for (const chain of chains) changes.push(`-X ${chain}`);
    if (changes.length > 0) lines.push(`*${name}`, ...changes, 'COMMIT');
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

/** Empty tables that did not exist before. */
export function listNewEmptyTables(before: string, now: string): string[] {
  const old = parseRules(before);
  return [...parseRules(now)].flatMap(([name, table]) =>
    !old.has(name) && table.rules.length === 0 && table.chains.size === 0 ? [name] : []
  );
}

/** Removes rules that an engine added since `before`; returns what it did. */
export async function restoreRules(before: Rules, addressPool: string): Promise<string[]> {
  const done: string[] = [];
  for (const family of ['ipv4', 'ipv6'] as const) {
    const restore = findProgram(`${programs[family]}-restore`);
    if (restore === undefined) continue;
    const plan = planRestore(before[family], (await saveRules())[family], addressPool);
    if (plan !== '') {
      await runCommand(restore, ['--noflush'], { input: plan });
      done.push(
        `${programs[family]}: ${plan.split('\n').filter(line => /^(-D|-X|:)/.test(line)).length} rules, chains and policies restored`
      );
    }
    const nft = findProgram('nft');
    if (nft === undefined) continue;
    for (const table of listNewEmptyTables(before[family], (await saveRules())[family])) {
      // Tables of the legacy backend belong to the kernel and cannot be deleted, so they stay empty.
      await tryCommand(nft, ['delete', 'table', family === 'ipv4' ? 'ip' : 'ip6', table]);
    }
  }
  return done;
}
