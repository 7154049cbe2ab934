import { spawn } from 'node:child_process';

/** Runs a command on this terminal and gives its exit code; 127 when it cannot be started. */
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

/** Whether a command can be run and ends well; what it prints is thrown away. */
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
