import { errorMessage, CanceledError } from '../model/errors.ts';
import type { Printed, Section, SectionReading, NodeReading } from '../proof/contract.ts';
import { foreignLine } from '../redaction/foreign.ts';
import { ExecError, type ExecTarget, type Kubernetes } from './port.ts';
import { imagePrograms, UnlistedProgramError } from './programs.ts';
import type { Shells } from './shell.ts';

const open = '--- section ';
const exit = '--- exit ';
const done = '--- done';
/** The end of what a failed command printed. */
const saidLength = 300;

/**
 * One shell script that runs all sections of a place, so that they cost a single exec. Each section's standard error
 * follows its output.
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

/**
 * Parses the output of such a script. A section without an end marker, or with a non-zero exit code, is a failed
 * reading.
 */
export function parseSections(sections: readonly Section[], stdout: string): Readonly<Record<string, SectionReading>> {
  return Object.fromEntries(sections.map(section => [section.name, readSection(section, stdout)]));
}

function readSection(section: Section, stdout: string): SectionReading {
  const title = `${open}${section.name}\n`;
  const start = stdout.indexOf(title);
  if (start < 0) return { ok: false, why: 'it did not run' };
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

/** Turns a command's output into a reading. It fails unless the exit code is 0 and the output is complete. */
export function toReading(section: Section, printed: Printed & { readonly exitCode: number }): SectionReading {
  const { exitCode, stdout, stderr } = printed;
  if (exitCode !== 0) {
    const said = foreignLine((stderr.trim() || stdout.trim()).slice(-saidLength));
    return { ok: false, why: `exit code ${exitCode}: ${said}` };
  }
  try {
    return { ok: true, text: section.keep(printed) };
  } catch (error) {
    return { ok: false, why: errorMessage(error) };
  }
}

/** Readings by section name. */
export type Readings = Readonly<Record<string, SectionReading>>;

/** A failed reading for each section, with the same reason. */
export function failedReadings(sections: readonly Pick<Section, 'name'>[], why: string): Readings {
  return Object.fromEntries(sections.map(({ name }) => [name, { ok: false, why }]));
}

/** The reading of a node without a pod to read in. */
export function noPod(sections: readonly Section[], why: string): NodeReading {
  return { identity: '', address: '', sections: failedReadings([{ name: 'pod' }, ...sections], why) };
}

/** Reads all sections with one script in an open shell. Retries failed readings once. */
export async function readByShell(
  shells: Shells,
  target: ExecTarget,
  identity: string,
  sections: readonly Section[],
  timeoutSeconds: number
): Promise<Readings> {
  return twice(sections, async some => {
    try {
      return parseSections(some, await shells.run(target, identity, composeScript(some), timeoutSeconds));
    } catch (error) {
      return Object.fromEntries(some.map(({ name }) => [name, failureOf(error)]));
    }
  });
}

/** Reads sections where there is no shell: one exec each, in parallel. Retries failed readings once. */
export async function readByExec(
  kubernetes: Kubernetes,
  target: ExecTarget,
  sections: readonly Section[],
  timeoutSeconds: number
): Promise<Readings> {
  return twice(sections, async some => {
    const readings = await Promise.all(
      some.map(async (section): Promise<readonly [string, SectionReading]> => {
        try {
          const result = await kubernetes.exec(target, section.command, timeoutSeconds);
          const said = result.exitCode === 0 ? '' : result.stdout + result.stderr;
          return [section.name, missingProgram(target, section, said) ?? toReading(section, result)];
        } catch (error) {
          return [section.name, missingProgram(target, section, errorMessage(error)) ?? failureOf(error)];
        }
      })
    );
    return Object.fromEntries(readings);
  });
}

async function twice(
  sections: readonly Section[],
  read: (some: readonly Section[]) => Promise<Readings>
): Promise<Readings> {
  if (sections.length === 0) return {};
  const first = await read(sections);
  const again = sections.filter(({ name }) => {
    const reading = first[name];
    return reading?.ok === false && reading.permanent !== true;
  });
  return again.length === 0 ? first : { ...first, ...(await read(again)) };
}

function failureOf(error: unknown): SectionReading {
  if (error instanceof CanceledError || error instanceof UnlistedProgramError) throw error;
  const why = errorMessage(error);
  // Retrying a timeout would only take as long again.
  return error instanceof ExecError && error.kind === 'timeout'
    ? { ok: false, why, permanent: true }
    : { ok: false, why };
}

/** A container runtime's message for a missing program. */
function missingProgram(target: ExecTarget, { command }: Section, said: string): SectionReading | undefined {
  const [program = ''] = command;
  if (!/executable file not found|no such file or directory/i.test(said) || !said.includes(`"${program}"`))
    return undefined;
  const { image } = imagePrograms[target.image];
  return { ok: false, why: `the image of pod ${target.pod} has no ${program}; ${image} has it`, permanent: true };
}
