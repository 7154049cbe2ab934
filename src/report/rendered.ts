import { count, nameFirst } from '../lib/count.ts';
import {
  isUnchanged,
  type PlacedKey,
  type Rendered,
  type RenderedChange,
  type RenderedChanges
} from '../model/rendered.ts';
import type { Run } from '../model/run.ts';
import { renderText, type ReportSection, type Span, type Text } from './blocks.ts';
import { oneLine } from './markdown.ts';
import { scenarioName } from './titles.ts';

/** Number of names that a sentence lists. */
const named = 8;

/** Why a run measured nothing, without a final period. */
export function describeUnchanged({ rendered, reference, plan }: Run): string {
  const arms = rendered?.arms;
  const forDisplay = arms?.forDisplay.length ?? 0;
  const except = forDisplay === 0 ? '' : `, except for ${count(forDisplay, 'object')} that only people look at`;
  return `nothing was measured, because everything that Cilium sees renders the same (${count(arms?.objects ?? 0, 'object')}${except}) for ${oneLine(reference?.description ?? 'the reference')} and for this run (${nameFirst(plan.scenarios, named)})`;
}

/** What a reader must know about values that change nothing. */
export function renderedRemarks({ rendered }: Pick<Run, 'rendered'>): Text[] {
  return rendered === undefined ? [] : [...keyRemarks(rendered), ...unknownKeyRemarks(rendered)];
}

/** What differs without an effect. */
function keyRemarks({ arms }: Pick<Rendered, 'arms'>): Text[] {
  if (arms === undefined) return [];
  return [
    ...list('These values differ, but this run sets them itself: ', arms.overridden),
    ...list('These values differ, but change nothing that Cilium sees: ', arms.withoutEffect),
    ...list(
      'These objects differ, but only people look at them: ',
      arms.forDisplay.map(key => ({ key }))
    )
  ];
}

function list(lead: string, keys: readonly PlacedKey[]): Text[] {
  if (keys.length === 0) return [];
  const shown = keys.slice(0, named).flatMap(key => [', ', ...placed(key)]);
  const more = keys.length > named ? [` and ${keys.length - named} more`] : [];
  return [[lead, ...shown.slice(1), ...more, '.']];
}

function placed({ key, at }: PlacedKey): Span[] {
  return [{ text: key, style: 'code' }, ...(at === undefined ? [] : [' (', { text: at, style: 'code' } as const, ')'])];
}

function unknownKeyRemarks({ unknownKeys }: Rendered): Text[] {
  return unknownKeys.map(({ nearest, ...key }): Span[] => [
    ...placed(key),
    ' has no effect: the chart does not have this key, and renders the same without it',
    ...(nearest === undefined ? ['.'] : ['; did you mean ', { text: nearest, style: 'code' } as const, '?'])
  ]);
}

/** Number of lines of a difference that stand in the open. */
const openLines = 10;

/** What differs between the arms, in the open: what a loss must come from. */
export function suspectSections(run: Pick<Run, 'rendered' | 'reference'>): ReportSection[] {
  const arms = run.rendered?.arms;
  if (arms === undefined || run.reference?.identical === true) return [];
  const { differences, defaults, responsible = [] } = arms;
  const lines = [...differences, ...(total(defaults) === 0 ? [] : [defaults])].flatMap(diffLines);
  if (lines.length === 0) return [];
  const more = lines.length - openLines;
  const what = differences.length === 0 ? "Only the new version's defaults differ" : 'Only this differs for Cilium';
  const section = { name: 'what differs', title: what };
  const sentence = describeSetting([...differences, defaults], responsible);
  if (sentence !== undefined) return [{ ...section, paragraphs: [sentence] }];
  return [
    {
      ...section,
      paragraphs: [list('', responsible).flat()],
      body: {
        kind: 'code',
        language: 'diff',
        lines: more > 0 ? [...lines.slice(0, openLines), `  and ${count(more, 'more line')}, below`] : lines
      }
    }
  ];
}

/** What reads well within a line. */
const short = /^[\w./+-]{1,50}$/;

/** A single setting that differs, in one line, if it and its values are short; `undefined` for anything that takes a diff. */
function describeSetting(all: readonly RenderedChanges[], responsible: readonly PlacedKey[]): Text | undefined {
  const [change] = all.flatMap(({ changes }) => changes);
  const count = all.reduce((sum, changes) => sum + total(changes), 0);
  if (change === undefined || count > 1 || responsible.length > 1) return undefined;
  const texts = [placeOf(change), asShown(change.reference), asShown(change.candidate)] as const;
  const [place, before, now] = texts;
  const settings = [before, now].map(value => `${place}: ${value}`);
  // The redactor needs the key to know a value as a secret, which the second one stands without.
  if (settings.some(setting => oneLine(setting) !== setting)) return undefined;
  if (before === now || !texts.every(text => short.test(text))) return undefined;
  const cause = responsible.flatMap(({ key, at }): Span[] => [
    ' (',
    { text: key, style: 'code' },
    ...(at === undefined ? [] : [', ', { text: at, style: 'code' } as const]),
    ')'
  ]);
  return [{ text: `${place}: ${before}`, style: 'code' }, ' → ', { text: now, style: 'code' }, ...cause, '.'];
}

/** A JSON value without the quotes of a text. */
function asShown(value = ''): string {
  return value.replace(/^"(.*)"$/, '$1');
}

/** All that differs between the arms, folded, unless it is few enough to stand in the open. */
export function renderedSections(
  run: Pick<Run, 'rendered' | 'reference' | 'cilium'>,
  isOpen: boolean
): ReportSection[] {
  const { rendered, reference, cilium } = run;
  if (rendered?.arms === undefined) return [];
  const { differences, defaults } = rendered.arms;
  const lines = [...differences, defaults].flatMap(diffLines);
  if (isOpen && differences.length <= 1 && lines.length <= openLines) return [];
  return [
    ...differences.map(({ scenarios, ...changes }): ReportSection => ({
      name: 'the manifests that differ',
      title: `Rendered manifests that differ: ${count(total(changes), 'field')}`,
      fold: 'comment',
      paragraphs: [
        ['Reference (-) and now (+) of ', ...scenarios.flatMap(name => [', ', scenarioName(name)]).slice(1), ':']
      ],
      body: { kind: 'code', language: 'diff', lines: diffLines(changes) }
    })),
    ...(total(defaults) === 0
      ? []
      : [
          {
            name: 'the defaults that changed',
            title: `Defaults of the agents that changed with the version: ${total(defaults)}`,
            fold: 'comment',
            paragraphs: [
              `No value asks for these differences between chart ${reference?.chartVersion ?? '?'} (-) and ${cilium?.chartVersion ?? 'the new one'} (+):`
            ],
            body: { kind: 'code', language: 'diff', lines: diffLines(defaults) }
          } satisfies ReportSection
        ])
  ];
}

function total({ changes, more }: RenderedChanges): number {
  return changes.length + more;
}

/** Differences as in a diff. */
export function diffLines({ changes, more }: RenderedChanges): string[] {
  return [
    ...changes.flatMap(change => {
      const place = placeOf(change);
      const line = (sign: string, value: string | undefined): string[] =>
        value === undefined ? [] : [`${sign} ${oneLine(place)}${change.path === '' ? '' : `: ${oneLine(value)}`}`];
      return [...line('-', change.reference), ...line('+', change.candidate)];
    }),
    ...(more === 0 ? [] : [`  and ${more} more`])
  ];
}

/** The agents' configuration by key alone, as in Cilium's documentation. */
function placeOf({ object, path }: RenderedChange): string {
  if (object.endsWith('/cilium-config') && path.startsWith('data.')) return path.slice('data.'.length);
  return path === '' ? object : `${object} ${path}`;
}

/** The comparison of the arms for the log, one line each. */
export function describeArms({ arms }: Rendered): string[] {
  if (arms === undefined) return [];
  const { objects, differences, defaults } = arms;
  return [
    `compared ${count(objects, 'rendered object')} of both arms: ${isUnchanged({ unknownKeys: [], arms }) ? 'nothing that Cilium sees differs' : 'reference (-) and now (+)'}`,
    ...differences.flatMap(({ scenarios, ...changes }) => [
      `  ${nameFirst(scenarios, named)}:`,
      ...diffLines(changes).map(line => `    ${line}`)
    ]),
    ...(total(defaults) === 0
      ? []
      : ['  defaults that changed with the version:', ...diffLines(defaults).map(line => `    ${line}`)]),
    ...keyRemarks({ arms }).map(asLine)
  ];
}

/** The keys that do nothing for the log, one line each. */
export function describeUnknownKeys(rendered: Rendered): string[] {
  return unknownKeyRemarks(rendered).map(text => `cilium-values: ${asLine(text)}`);
}

function asLine(text: Text): string {
  return renderText(text, { plain: oneLine, strong: oneLine, code: oneLine, link: oneLine });
}
