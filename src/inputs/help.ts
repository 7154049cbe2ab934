import { groups, type InputDefinition } from './definition.ts';
import { compareInputs, definitionOf, runInputs, verifyInputs, type InputName } from './definitions.ts';
import { wrap } from './text.ts';

const width = 100;
const textColumn = 30;

/** The commands, with a line on each. */
export const commands = {
  run: 'Measure scenarios on a cluster and write the results.',
  verify: 'Put scenarios on a cluster and show who is encrypted to whom.',
  compare: 'Compare runs with their reference arms or with earlier runs, from their files.',
  restore: 'Put back what an interrupted run left behind.',
  sweep: 'Remove from Azure the clusters of runs that were killed.',
  report: 'Write the documents of a run anew from its run.json.'
} as const;
export type CommandName = keyof typeof commands;

/** The text of `--help`, of the program or of one command. */
export function help(command: CommandName | undefined): string {
  switch (command) {
    case undefined:
      return page('cilium-perf-gate <command> [flags]', 'Measures Cilium between two nodes of a cluster.', [
        ['Commands', Object.entries(commands)],
        [
          'Flags',
          [
            ['--help, -h', 'Show this help, or that of a command.'],
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
        `${commands.verify} Exits with 3 when a row is not as the mode promises.`,
        groups
          .filter(group => group !== 'Comparing')
          .map(group => [group, verifyInputs.filter(name => definitionOf(name).group === group).map(flag)])
      );
    case 'compare':
      return page(
        'cilium-perf-gate compare <run.json>... [flags]',
        `${commands.compare} Several runs, such as the legs of a matrix, are judged as one family. Exits as run does.`,
        [
          [
            'Flags',
            [
              ...compareInputs.map(flag),
              ['--output <folder>', 'Folder for the reports; several runs need it. [default: the folder of run.json]']
            ]
          ]
        ]
      );
    case 'restore':
      return page('cilium-perf-gate restore [flags]', commands.restore, [['Flags', [flag('output')]]]);
    case 'sweep':
      return page(
        'cilium-perf-gate sweep [workflow run id]',
        `${commands.sweep} Removes every resource group with the tag cilium-perf-gate-run whose tag cilium-perf-gate-expires is past, and those of the named workflow run whatever their age.`,
        []
      );
    case 'report':
      return page('cilium-perf-gate report <run.json> [flags]', commands.report, [
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
  // A boolean is false unless its flag is there: saying so on every line helps nobody.
  if (definition.default === undefined || definition.placeholder === undefined) return '';
  const published = definition.published === undefined ? '' : `; published: ${definition.published}`;
  // A whole digest is wider than the page.
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

/** A term and its meaning side by side; a long term gets a line of its own. */
function row(term: string, meaning: string): string[] {
  const [first = '', ...rest] = wrap(meaning, width - textColumn);
  const start = `  ${term}`;
  const indent = ' '.repeat(textColumn);
  const head = start.length < textColumn ? [start.padEnd(textColumn) + first] : [start, indent + first];
  return [...head, ...rest.map(line => indent + line)];
}
