import type { PlaceReading, Section, SectionReading } from '../proof/contract.ts';

const open = '--- section ';
const close = '--- exit ';

/**
 * One shell script that runs all sections of a place, so that they cost a single exec. Only constants of this program go
 * into it.
 */
export function composeScript(sections: readonly Section[]): string {
  return sections
    .map(
      ({ name, command }) =>
        `echo '${open}${name}'; ( ${command}\n) </dev/null 2>&1; printf '\\n%s%s\\n' '${close}' "$?"`
    )
    .join('\n');
}

/** The readings in what such a script printed; a section without its end, or with an exit code, is a failed reading. */
export function parseSections(sections: readonly Section[], stdout: string): Readonly<Record<string, SectionReading>> {
  return Object.fromEntries(sections.map(({ name }) => [name, readSection(name, stdout)]));
}

function readSection(name: string, stdout: string): SectionReading {
  const start = stdout.indexOf(`${open}${name}\n`);
  if (start < 0) return { ok: false, why: 'it was not run' };
  const from = start + open.length + name.length + 1;
  const end = stdout.indexOf(`\n${close}`, from - 1);
  if (end < 0) return { ok: false, why: 'it was cut off' };
  const text = stdout.slice(from, end);
  const code = stdout.slice(end + 1 + close.length).split('\n', 1)[0];
  return code === '0' ? { ok: true, text } : { ok: false, why: `exit code ${code ?? ''}: ${text.trim().slice(-300)}` };
}

/** A place that could not be reached: each of its sections is a failed reading. */
export function unreachable(sections: readonly Section[], identity: string, why: string): PlaceReading {
  return { identity, sections: Object.fromEntries(sections.map(({ name }) => [name, { ok: false, why }])) };
}
