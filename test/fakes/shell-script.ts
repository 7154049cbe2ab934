import type { ExecResult } from '../../src/kubernetes/port.ts';

const line = /^echo '--- section (.*)'; \{ said=\$\((.*) <\/dev\/null 2>&1 >&3 3>&-\); code=\$\?; \} 3>&1;/;
const word = /'((?:[^']|'\\'')*)'(?= |$)/g;

/** Runs a script of sections as a shell would, with `execute` for the programs. */
export async function runScript(
  script: string,
  execute: (command: readonly string[]) => Promise<ExecResult>
): Promise<string> {
  const printed = await Promise.all(
    script.split('\n').map(async text => {
      const [, name = '', words = ''] = line.exec(text) ?? [];
      if (name === '') throw new Error(`the fake shell does not understand: ${text}`);
      const command = [...words.matchAll(word)].map(([, quoted = '']) => quoted.replaceAll("'\\''", "'"));
      const { exitCode, stdout, stderr } = await execute(command);
      return `--- section ${name}\n${stdout}\n--- exit ${exitCode}\n${stderr}\n--- done\n`;
    })
  );
  return printed.join('');
}
