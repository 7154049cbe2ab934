import { groups, type InputDefinition } from './definition.ts';
import { compareInputs, definitionOf, runInputs, verifyInputs, type InputName } from './definitions.ts';
import { wrap } from './text.ts';

const width = 100;
const textColumn = 30;

/** The commands, with one line about each. */
export const commands = {
  run: 'Measure scenarios on a cluster and write the results.',
  verify: 'Apply each scenario and verify which traffic is encrypted.',
  compare: 'Compare stored runs with their references or with earlier runs.',
  restore: 'Undo what an interrupted run left behind.',
  sweep: 'Delete AKS clusters that killed runs left behind.',
  render: 'Rewrite the documents of a run from its run.json.'
} as const;
export type CommandName = keyof typeof commands;

/** The `--help` text of the program or of one command. */
export function help(command: CommandName | undefined): string {
  switch (command) {
    case undefined:
      return page('cilium-perf-gate <command> [flags]', 'Measures Cilium between two nodes of a cluster.', [
        ['Commands', Object.entries(commands)],
        [
          'Flags',
          [
            ['--help, -h', 'Show this help, or the help of a command.'],
            ['--version', 'Show the version.']
          ]
        ]
      ]);
    case 'run':
      return page(
        'cilium-perf-gate run [flags]',
        `${commands.run} Lists are separated by commas. A boolean flag may be written --flag=false.`,
        groups.map(group => [group, runInputs.filter(name => definitionOf(name).group === group).map(flag)])
      );
    case 'verify':
      return page(
        'cilium-perf-gate verify [flags]',
        `${commands.verify} Exits with code 3 if a row differs from what the mode promises.`,
        groups
          .filter(group => group !== 'Comparing')
          .map(group => [group, verifyInputs.filter(name => definitionOf(name).group === group).map(flag)])
      );
    case 'compare':
      return page(
        'cilium-perf-gate compare <run.json>... [flags]',
        `${commands.compare} Several runs, such as the jobs of a matrix, are judged together. Uses the exit codes of run.`,
        [
          [
            'Flags',
            [
              ...compareInputs.map(flag),
              [
                '--output <folder>',
                'Folder for the reports; required for several runs. [default: the folder of run.json]'
              ]
            ]
          ]
        ]
      );
    case 'restore':
      return page('cilium-perf-gate restore [flags]', commands.restore, [['Flags', [flag('output')]]]);
    case 'sweep':
      return page(
        'cilium-perf-gate sweep [workflow run id]',
        `${commands.sweep} Deletes every resource group with the tag cilium-perf-gate-run whose tag cilium-perf-gate-expires is in the past, and all groups of the given workflow run, whatever their age.`,
        []
      );
    case 'render':
      return page('cilium-perf-gate render <run.json> [flags]', commands.render, [
        ['Flags', [['--output <folder>', 'Folder for the documents. [default: the folder of run.json]']]]
      ]);
  }
}

function flag(name: InputName): [string, string] {
  const definition = definitionOf(name);
  const usage =
    definition.placeholder !== undefined
      ? `--${name} ${definition.placeholder}`
      : definition.default === 'true'
        ? `--${name}=false`
        : `--${name}`;
  return [usage, definition.summary + defaultText(definition)];
}

function defaultText(definition: InputDefinition): string {
  // A boolean is false without its flag. Repeating that on every line would only add noise.
  if (definition.default === undefined || definition.placeholder === undefined) return '';
  const published = definition.published === undefined ? '' : `; published: ${definition.published}`;
  // A full digest is wider than the page.
  const shown = definition.default.replace(/(@sha256:[0-9a-f]{7})[0-9a-f]+/, '$1…');
  return ` [default: ${shown}${published}]`;
}

function page(
  usage: string,
  text: string,
  sections: readonly (readonly [string, readonly (readonly string[])[]])[]
): string {
  const lines = [`Usage: ${usage}`, '', ...wrap(text, width)];
  for (const [title, rows] of sections) {
    lines.push('', `${title}:`);
    for (const [term = '', meaning = ''] of rows) lines.push(...row(term, meaning));
  }
  return `${lines.join('\n')}\n`;
}

/** A term and its meaning side by side. A long term gets its own line. */
function row(term: string, meaning: string): string[] {
  const [first = '', ...rest] = wrap(meaning, width - textColumn);
  const start = `  ${term}`;
  const indent = ' '.repeat(textColumn);
  const head = start.length < textColumn ? [start.padEnd(textColumn) + first] : [start, indent + first];
  return [...head, ...rest.map(line => indent + line)];
}
