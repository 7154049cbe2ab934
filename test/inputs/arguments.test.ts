import { describe, expect, test } from '@jest/globals';
import { parseArguments } from '../../src/inputs/arguments.ts';
import { toolVersion } from '../../src/model/tool-version.ts';
import { runInputs } from '../../src/inputs/definitions.ts';
import { comparing } from './comparing.ts';
import { disk, errorOf, parse } from './options.ts';

const files = disk('out/', 'out/run.json', 'other.json', 'note.txt');
const read = (line: string) => parseArguments(line.split(' '), files);

const pin = 'a'.repeat(40);
const nothingAsked = {
  ...{ cluster: undefined, visibility: undefined, valuesFiles: [] },
  ...{ version: undefined, versionFile: undefined, location: undefined, action: undefined }
};

function helpOf(line: string): string {
  const command = read(line);
  return command.kind === 'show' ? command.text : '';
}

describe('commands', () => {
  test('run takes every input as a flag', () => {
    expect(read('run --scenarios vxlan,native --duration=5 --plan-only --kind-keep=false')).toEqual({
      kind: 'run',
      format: 'text',
      options: parse({ scenarios: 'vxlan,native', duration: '5', 'plan-only': 'true' })
    });
  });

  test('verify takes the flags of run except those for samples, and measures nothing', () => {
    expect(read('verify --scenarios vxlan')).toEqual({
      kind: 'run',
      format: 'text',
      options: parse({ scenarios: 'vxlan', mode: 'verify' })
    });
    expect(() => read('verify --rounds 2')).toThrow('"--rounds" is not a flag of verify; see verify --help');
    expect(helpOf('verify --help')).not.toContain('--duration');
    expect(helpOf('verify --help')).toContain('--scenarios');
  });

  test('compare accepts the metrics of every test, because a stored run has its own tests', () => {
    expect(read('compare out/run.json --gate udp-latency/latency-p99')).toMatchObject({
      comparing: { policy: { alsoGate: ['udp-latency/latency-p99'] } }
    });
  });

  test.each([
    ['restore', { kind: 'restore', output: 'cilium-perf-gate-results', format: 'text' }],
    ['restore --output out -o json', { kind: 'restore', output: 'out', format: 'json' }],
    [
      'compare out/run.json --tolerance-latency 30',
      {
        kind: 'compare',
        format: 'text',
        runs: ['out/run.json'],
        output: 'out',
        comparing: comparing({
          policy: {
            tolerancePercent: { throughput: 10, latency: 30 },
            alsoGate: [],
            failOn: ['regression', 'invalid'],
            matrixJobs: 1
          }
        })
      }
    ],
    ['sweep', { kind: 'sweep', githubRun: undefined, format: 'text' }],
    ['sweep 4711 --format json', { kind: 'sweep', githubRun: '4711', format: 'json' }],
    [
      'compare out/run.json other.json --output new -o json',
      {
        ...{ kind: 'compare', format: 'json', runs: ['out/run.json', 'other.json'] },
        ...{ output: 'new', comparing: comparing() }
      }
    ],
    [
      'trend out other.json --gate tcp-latency/latency-p99 --output new',
      {
        ...{ kind: 'trend', format: 'text', paths: ['out', 'other.json'], output: 'new' },
        policy: { ...comparing().policy, alsoGate: ['tcp-latency/latency-p99'] }
      }
    ],
    ['init', { kind: 'init', asked: nothingAsked }],
    [
      `init --cluster aks --aks-location westeurope --cilium-values other.json#a,out/run.json --action o/n@${pin}`,
      {
        kind: 'init',
        asked: {
          ...nothingAsked,
          ...{ cluster: 'aks', location: 'westeurope', action: `o/n@${pin}` },
          valuesFiles: ['other.json#a', 'out/run.json']
        }
      }
    ],
    [
      'init --cluster kind --visibility public --action ./gate',
      { kind: 'init', asked: { ...nothingAsked, cluster: 'kind', visibility: 'public', action: './gate' } }
    ],
    ['render out/run.json', { kind: 'render', run: 'out/run.json', output: 'out' }],
    ['render --output new out/run.json', { kind: 'render', run: 'out/run.json', output: 'new' }],
    ['--version', { kind: 'show', text: `cilium-perf-gate ${toolVersion}\n` }]
  ])('%s', (line, command) => {
    expect(read(line)).toEqual(command);
  });
});

describe('wrong command lines', () => {
  const commands = 'write init, run, verify, compare, trend, restore, sweep, render, completion or --help';
  test.each([
    ['help ru', `"ru" is not a command; ${commands} (did you mean run?).`],
    ['ver', `"ver" is not a command; ${commands} (did you mean verify?).`],
    ['re', `"re" is not a command; ${commands}.`],
    ['ru', `"ru" is not a command; ${commands} (did you mean run?).`],
    ['--duration 5', `"--duration" cannot come before the command; ${commands}.`],
    ['--github-token=secret', `"--github-token" cannot come before the command; ${commands}.`],
    ['run --duratoin 5', '"--duratoin" is not a flag of run (did you mean --duration?); see run --help.'],
    ['run --duratoin=5', '"--duratoin" is not a flag of run (did you mean --duration?); see run --help.'],
    ['run --ROUNDS 3', '"--ROUNDS" is not a flag of run (did you mean --rounds?); see run --help.'],
    ['run --kind_config a', '"--kind_config" is not a flag of run (did you mean --kind-config?); see run --help.'],
    [
      'run --margin-throughput 3',
      '"--margin-throughput" is not a flag any more; write --tolerance-throughput with twice the value.'
    ],
    ['run --constructor', '"--constructor" is not a flag of run; see run --help.'],
    ['run --version 1.20.2', '"--version" is not a flag of run; see run --help.'],
    ['run --github-token=secret', '"--github-token" is not a flag of run; see run --help.'],
    ['run -d', '"-d" is not a flag of run; see run --help.'],
    [
      'run --bad\x1b[31m\r::warning::x',
      String.raw`"--bad\u001b[31m\r::warning::x" is not a flag of run; see run --help.`
    ],
    ['restore --rounds 3', '"--rounds" is not a flag of restore; see restore --help.'],
    ['run vxlan', '"vxlan" is one argument too many, because run takes none; see run --help.'],
    ['run -- vxlan', '"vxlan" is one argument too many, because run takes none; see run --help.'],
    ['run --duration 5 min', '"min" is separated from its number; write 5m.'],
    ['run --duration=10 seconds', '"seconds" is separated from its number; write 10s.'],
    ['run --rounds 3 months', '"months" is one argument too many, because run takes none; see run --help.'],
    ['plan --scenarios vxlan', '"plan" is not a command; write run --plan-only.'],
    ['run --rounds 3 4', '"4" is one argument too many, because run takes none; see run --help.'],
    ['sweep 1 2', '"2" is one argument too many, because sweep takes 1; see sweep --help.'],
    ['run --rounds 3 --rounds=4', '--rounds is given twice; give it once.'],
    ['run --seed', '--seed has no value; write --seed <text>.'],
    ['run --seed --rounds 3', '--seed has no value; write --seed <text>.'],
    ['run --seed=', '--seed has no value; write --seed <text>.'],
    ['run --plan-only=', '--plan-only has no value; write --plan-only [true|false].'],
    ['run --plan-only=yes', 'plan-only: "yes" is neither true nor false; write true or false.'],
    ['run --kind-keep yes', 'kind-keep: "yes" is neither true nor false; write true or false.'],
    [
      'run --plan-only extra',
      '"extra" follows --plan-only, which takes only true or false; remove it, or write it before this flag.'
    ],
    ['run --plan-only --plan-only', '--plan-only is given twice; give it once.'],
    ['run --omit -1', 'omit: "-1" is not a duration from 0s to 60s; write for example 1s.'],
    ['compare out/run.json -o jsn', 'format: "jsn" is not a valid value; write text or json (did you mean json?).'],
    ['compare out/run.json -o', '--format has no value; write -o, --format <text|json>.'],
    ['completion', 'The shell is missing; write completion <bash|zsh|fish>.'],
    ['completion tcsh', '"tcsh" is not a shell; write bash, zsh or fish.'],
    ['init --cluster kubeconfig', 'cluster: "kubeconfig" is not a valid value; write kind or aks.'],
    [
      'init --action o/n@main',
      'action: "o/n@main" is neither a commit nor a version of an action; write <owner>/<name>@<the 40 digits of a commit, or a tag such as v1.0.0>, or ./<folder> of an action in this repository. To see the newest commit: git ls-remote https://github.com/<owner>/cilium-perf-gate refs/heads/main'
    ],
    ['init --aks-location 2', 'aks-location: "2" is not a region; write its short name, for example westeurope.'],
    [
      'init --cilium-version 1.18.4 --cilium-version-file other.json',
      'cilium-version-file: cannot be used with cilium-version; remove one of the two.'
    ],
    ['render', 'The path of a run.json is missing; write render <run.json>.'],
    ['trend', 'The path of a run.json or a folder is missing; write trend <path>.'],
    ['trend out missing', 'trend: "missing" does not exist; write the path of a file or folder.'],
    ['compare', 'The path of a run.json is missing; write compare <run.json>.'],
    ['compare out/run.json other.json', 'output: must be set with 2 runs; write --output <folder> for their reports.'],
    ['render run.json', 'render: "run.json" does not exist; write the path of a file.'],
    ['render out', 'render: "out" is a folder; write the path of a file.'],
    ['render out/run.json more', '"more" is one argument too many, because render takes 1; see render --help.'],
    [
      'render out/run.json --output note.txt',
      'output: "note.txt" is a file; write the path of a folder; it is created if missing.'
    ]
  ])('%s', (line, message) => {
    expect(errorOf(() => read(line))).toBe(`InputError: ${message}`);
  });

  test('an empty value, as from an unset shell variable, is not a default', () => {
    expect(errorOf(() => parseArguments(['run', '--context', ''], files))).toBe(
      'InputError: --context has no value; write --context <context>.'
    );
  });
});

describe('help', () => {
  test('of the program lists the commands', () => {
    expect(helpOf('--help')).toBe(`Usage: cilium-perf-gate <command> [options]

Measures Cilium between two nodes of a cluster.

Options:
  --version   Show the version.
  -h, --help  Show this help.

Commands:
  init        Write the workflows for a repository with the values of Cilium.
  run         Measure scenarios on a cluster and write the results.
  verify      Apply each scenario and verify which traffic is encrypted.
  compare     Compare stored runs with their references or with earlier runs.
  trend       Show stored runs over time, with lasting changes.
  restore     Undo what an interrupted run left behind.
  sweep       Delete AKS clusters that killed runs left behind.
  render      Rewrite the documents of a run from its run.json.
  completion  Print the script that completes words in a shell.
  help        Show this help, or the help of a command.

Start with init; help <command> shows its flags.
`);
  });

  test('is shown by a bare command and by help', () => {
    const bare = parseArguments([], files);
    expect(bare).toEqual({ kind: 'show', text: helpOf('--help') });
    expect(helpOf('help')).toBe(helpOf('--help'));
    expect(helpOf('help run')).toBe(helpOf('run --help'));
  });

  test('of run has each input once, in its group, with its default', () => {
    const text = helpOf('run --help');
    const flags = [...text.matchAll(/^ {2}--([a-z-]+)/gm)].map(match => match[1]);
    expect(flags).toEqual(runInputs);
    expect(flags).not.toContain('github-token');
    expect([...text.matchAll(/^([\w ]+):$/gm)].map(match => match[1])).toEqual([
      'Most used',
      'What to measure',
      'How to measure',
      'What to compare with',
      'Cluster',
      'kind',
      'AKS',
      'Reporting',
      'Options'
    ]);
    expect(text).toMatch(/^ {2}--kind-keep +Keeps/m);
    expect(text).not.toContain('`');
    expect(text).toMatch(/^ {2}--apply=false +Set/m);
    expect(text).toMatch(/^ {2}--duration .*\n +means seconds\. \[default: 5s; published: 30s\]$/m);
    expect(text.replace(/\s+/g, ' ')).toContain('again. [default: 3, or up to 12 with a reference]');
    expect(text).toMatch(/\[default: none, or file with baseline-files\]$/m);
  });

  test.each(['--help', 'init -h', 'run --help', 'restore -h', 'render --help', 'compare --help', 'trend --help'])(
    '%s fits 100 columns',
    line => {
      const text = helpOf(line);
      expect(text).not.toBe('');
      expect(text.split('\n').filter(each => each.length > 100)).toEqual([]);
    }
  );

  test('takes precedence over mistakes', () => {
    expect(helpOf('run --duratoin 5 --help')).toBe(helpOf('run --help'));
  });
});
