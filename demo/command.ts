import { spawn } from 'node:child_process';

/** Runs a command in this terminal and returns its exit code, or 127 if it cannot be started. */
export function runCommand(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>
): Promise<number> {
  return new Promise(resolve => {
    const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...environment } });
    child.on('error', error => {
      process.stderr.write(`${command}: ${error.message}\n`);
      resolve(127);
    });
    child.on('close', code => {
      resolve(code ?? 1);
    });
  });
}

/** Whether a command starts and succeeds. Its output is discarded. */
export function succeeds(command: string, args: readonly string[]): Promise<boolean> {
  return new Promise(resolve => {
    const child = spawn(command, args, { stdio: 'ignore' });
    child.on('error', () => {
      resolve(false);
    });
    child.on('close', code => {
      resolve(code === 0);
    });
  });
}
