import type { ProcessResult, Processes } from '../../../src/host/ports.ts';
import { fakeProcesses } from '../../fakes/host.ts';

/** What az answers, by the words of the command before its first flag; a list is answered one after the other. */
export type Answers = Readonly<Record<string, Answer | readonly Answer[]>>;
type Answer = object | readonly object[] | string;

/** An error as az prints it. */
export function refusal(code: string, message: string): string {
  return `ERROR: (${code}) ${message}\nCode: ${code}\nMessage: ${message}\n`;
}

/** An az that is logged in and knows these answers: a text is an error, an object is printed as JSON. */
export function fakeAz(answers: Answers): Processes & { readonly calls: string[][] } {
  const asked = new Map<string, number>();
  const all: Answers = { version: { 'azure-cli': '2.91.0' }, 'account show': { id: 'sub', name: 'lab' }, ...answers };
  return fakeProcesses((command, args): Partial<ProcessResult> | undefined => {
    if (command !== 'az') return undefined;
    const end = args.findIndex(arg => arg.startsWith('--'));
    const name = args.slice(0, end).join(' ');
    const known = all[name];
    const list: readonly unknown[] = Array.isArray(known) && name !== 'group list' ? known : [known];
    const count = asked.get(name) ?? 0;
    asked.set(name, count + 1);
    const answer = list[Math.min(count, list.length - 1)];
    if (typeof answer === 'string') return { exitCode: answer.includes('NotFound') ? 3 : 1, stderr: answer };
    return { stdout: answer === undefined ? '' : JSON.stringify(answer) };
  });
}

/** The commands that were called, without their flags. */
export function commandsOf(processes: { readonly calls: readonly (readonly string[])[] }): readonly string[] {
  return processes.calls.map(([, ...args]) =>
    args
      .slice(
        0,
        args.findIndex(arg => arg.startsWith('--'))
      )
      .join(' ')
  );
}
