import { createInterface } from 'node:readline/promises';
import { CanceledError, errorMessage, InputError } from '../model/errors.ts';
import { either, quote } from '../inputs/text.ts';
import type { Prompts } from '../init/init.ts';

/** Asks on the terminal; `undefined` if nobody sits at one. Questions go to stderr, like everything but results. */
export function createPrompts(
  input: NodeJS.ReadableStream & { readonly isTTY?: boolean } = process.stdin,
  output: NodeJS.WritableStream & { readonly isTTY?: boolean } = process.stderr
): Prompts | undefined {
  if (input.isTTY !== true || output.isTTY !== true) return undefined;
  const ask = async (question: string): Promise<string> => {
    const lines = createInterface({ input, output });
    const ended = new Promise<never>((_, reject) => {
      lines.once('close', () => {
        reject(new CanceledError('the input ended before the answer'));
      });
    });
    try {
      return (await Promise.race([lines.question(question), ended])).trim();
    } finally {
      lines.close();
    }
  };
  return {
    async choose<Answer extends string>(question: string, answers: Readonly<Record<Answer, string>>) {
      const names = Object.keys(answers) as Answer[];
      output.write(`${question}\n`);
      for (const [index, name] of names.entries()) {
        output.write(`  ${index + 1}  ${name}${answers[name] === '' ? '' : `: ${answers[name]}`}\n`);
      }
      for (;;) {
        const answer = await ask(`1 to ${names.length}: `);
        const chosen = names.find((name, index) => answer === name || answer === String(index + 1));
        if (chosen !== undefined) return chosen;
        const listed = [...names.map((_, index) => String(index + 1)), ...names];
        const wanted = names.length > 5 ? `a number from 1 to ${names.length}` : either(listed);
        output.write(`${quote(answer)} is not ${wanted}\n`);
      }
    },
    async text(question, usual, read) {
      for (;;) {
        const answer = (await ask(`${question}${usual === '' ? '' : ` [${usual}]`} `)) || usual;
        try {
          return read(answer);
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
          output.write(`${errorMessage(error)}\n`);
        }
      }
    }
  };
}
