import { errorMessage } from '../errors.ts';
import type { Printed, Section, SectionReading } from '../proof/contract.ts';

const open = '--- section ';
const exit = '--- exit ';
const done = '--- done';

/**
 * One shell script that runs all sections of a place, so that they cost a single exec. It is made of words that the shell
 * takes as they are. A section's standard error comes behind its output, never in it.
 */
export function composeScript(sections: readonly Section[]): string {
  return sections
    .map(({ name, command }) => {
      const words = command.map(quote).join(' ');
      return [
        `echo '${open}${name}'`,
        `{ said=$(${words} </dev/null 2>&1 >&3 3>&-); code=$?; } 3>&1`,
        `printf '\\n${exit}%s\\n%s\\n${done}\\n' "$code" "$said"`
      ].join('; ');
    })
    .join('\n');
}

function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/** The readings in what such a script printed; a section without its end, or with an exit code, is a failed reading. */
export function parseSections(sections: readonly Section[], stdout: string): Readonly<Record<string, SectionReading>> {
  return Object.fromEntries(sections.map(section => [section.name, readSection(section, stdout)]));
}

function readSection(section: Section, stdout: string): SectionReading {
  const title = `${open}${section.name}\n`;
  const start = stdout.indexOf(title);
  if (start < 0) return { ok: false, why: 'it was not run' };
  const from = start + title.length;
  const end = stdout.indexOf(`\n${exit}`, from - 1);
  if (end < 0) return { ok: false, why: 'it was cut off' };
  const [code = '', ...said] =
    stdout
      .slice(end + 1 + exit.length)
      .split(`\n${done}`, 1)[0]
      ?.split('\n') ?? [];
  return toReading(section, { exitCode: Number(code), stdout: stdout.slice(from, end), stderr: said.join('\n') });
}

/** What a section's command left behind as its reading: failed unless it ended well and printed something whole. */
export function toReading(section: Section, printed: Printed & { readonly exitCode: number }): SectionReading {
  const { exitCode, stdout, stderr } = printed;
  if (exitCode !== 0) {
    const said = (stderr.trim() || stdout.trim()).slice(-300);
    return { ok: false, why: `exit code ${String(exitCode)}: ${said}` };
  }
  try {
    return { ok: true, text: section.keep(printed) };
  } catch (error) {
    return { ok: false, why: errorMessage(error) };
  }
}
