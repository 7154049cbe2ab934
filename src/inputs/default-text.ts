import type { InputDefinition } from './definition.ts';

/** What applies without an input on the command line, in Markdown; empty if nothing does. */
export function defaultText(definition: InputDefinition): string {
  const { default: value, defaultHolds, defaultInWords, published } = definition;
  if (defaultInWords !== undefined) return defaultInWords;
  if (value === undefined) return '';
  const condition = defaultHolds === undefined ? '' : ` ${defaultHolds}`;
  const other = published === undefined || published === value ? '' : `, \`${published}\` with \`suite: published\``;
  return `\`${value}\`${condition}${other}`;
}

/** What applies without an input in a workflow and, where that differs, on the command line; empty if nothing does. */
export function everyDefaultText(definition: InputDefinition): string {
  const { actionDefault, workflowOnly } = definition;
  if (actionDefault === undefined) return defaultText(definition);
  return `\`${actionDefault}\`${workflowOnly === true ? '' : `; on the command line ${defaultText(definition)}`}`;
}
