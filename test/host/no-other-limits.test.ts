import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';

/** Timers of their own, and why the time scale does not apply to what they bound, or already does. */
const timersAllowed: Readonly<Record<string, string>> = {
  'src/host/host.ts': 'sleeps; it limits nothing',
  'src/kubernetes/answer-limits.ts':
    'the API server ends requests itself; or given seconds, which stretchLimits multiplies',
  'src/kubernetes/exec.ts': 'given seconds by callers, which stretchLimits multiplies',
  'src/kubernetes/shell.ts': 'given seconds by callers, which stretchLimits multiplies',
  'src/restore/steps.ts': 'the part of a scaled limit that the post step has time for',
  'src/entries/post.ts': 'the time that a runner gives to post steps',
  'src/github/requests.ts': 'GitHub, not the cluster',
  'src/github/receive.ts': 'GitHub, not the cluster'
};

/** Comparisons of elapsed time that are no limits. */
const comparisonsAllowed = [
  'src/host/limit.ts: clock.seconds() - started > seconds',
  // Whether another run lives: the Lease itself says how long it lasts.
  'src/cluster/cluster-lock.ts: now - seen.since >= lease.durationSeconds',
  'src/cluster/cluster-lock.ts: now.getTime() - renewedAt.getTime() > (duration + clockSkewSeconds) * 1000',
  'src/cluster/cluster-lock.ts: seconds > durationSeconds * clock.timeScale',
  // Which sentence a waiting run says.
  'src/cluster/cluster-lock.ts: seconds > duration',
  // How often a waiting run says so.
  'src/cluster/cluster-lock.ts: now - told >= tellSeconds',
  'src/cluster/aks/ephemeral.ts: now - told < toldEverySeconds'
];

const sources = globSync('src/**/*.ts').map(path => ({ path, text: readFileSync(path, 'utf8') }));

/** Comparisons in which a difference of two readings of the clock takes part, directly or by a variable. */
function elapsedComparisons(path: string, text: string): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const clocked = new Set<string>();
  const found: string[] = [];
  const readsClock = (node: ts.Node): boolean =>
    (ts.isIdentifier(node) && clocked.has(node.text)) ||
    (ts.isCallExpression(node) && /\.seconds$|^performance\.now$|^Date\.now$/.test(node.expression.getText())) ||
    (ts.forEachChild(node, child => readsClock(child) || undefined) ?? false);
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.initializer !== undefined && !ts.isArrowFunction(node.initializer)) {
      const reading = ts.isAwaitExpression(node.initializer) ? undefined : node.initializer;
      if (reading !== undefined && readsClock(reading) && ts.isIdentifier(node.name)) clocked.add(node.name.text);
    }
    if (ts.isBinaryExpression(node) && /^[<>]=?$/.test(node.operatorToken.getText()) && readsClock(node)) {
      found.push(`${path}: ${node.getText()}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

describe('time limits', () => {
  test('are started by startLimit, never compared by hand', () => {
    const found = sources.flatMap(({ path, text }) => elapsedComparisons(path, text));
    expect(found.filter(one => !comparisonsAllowed.includes(one))).toEqual([]);
  });

  test('have no timers of their own', () => {
    const found = sources.filter(({ text }) => /\bsetTimeout\(|AbortSignal\.timeout\(/.test(text));
    expect(found.map(({ path }) => path).filter(path => !Object.hasOwn(timersAllowed, path))).toEqual([]);
  });

  test('are not written into commands that run in pods', () => {
    const found = sources.filter(({ text }) => /['"`( ]timeout \d|--connect-timeout['"]?,? ['"]?\d/.test(text));
    expect(found.map(({ path }) => path)).toEqual([]);
  });
});
