import { spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemPath } from '../command.ts';

/** A process, identified so that a later one with the same PID is not mistaken for it. */
export interface ProcessRecord {
  pid: number;
  /** Start time in ticks since boot. */
  startTime: string;
  what: string;
}

/** Start time in /proc/<pid>/stat; undefined for a zombie. */
export function parseStartTime(stat: string): string | undefined {
  // The program's name is in parentheses and may itself contain spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
}

async function readStartTime(pid: number): Promise<string | undefined> {
  return await readFile(`/proc/${pid}/stat`, 'utf8').then(parseStartTime, () => undefined);
}

/** Records a running process. */
export async function describeProcess(pid: number, what: string): Promise<ProcessRecord | undefined> {
  const startTime = await readStartTime(pid);
  return startTime === undefined ? undefined : { pid, startTime, what };
}

/** Whether the recorded process still runs. */
export async function isAlive(record: ProcessRecord): Promise<boolean> {
  return (await readStartTime(record.pid)) === record.startTime;
}

/** Starts a program that outlives this process, with its output in a file, and returns its PID. */
export async function startDetached(
  program: string,
  args: readonly string[],
  logFile: string,
  environment: Readonly<Record<string, string>> = {}
): Promise<number> {
  const output = await open(logFile, 'a');
  try {
    const child = spawn(program, args, {
      detached: true,
      stdio: ['ignore', output.fd, output.fd],
      env: { ...process.env, PATH: systemPath(), ...environment }
    });
    const pid = await new Promise<number>((resolve, reject) => {
      child.on('error', reject);
      child.on('spawn', () => {
        resolve(child.pid ?? 0);
      });
    });
    child.unref();
    return pid;
  } finally {
    await output.close();
  }
}

/** Stops a recorded process: SIGTERM, then SIGKILL. */
export async function stopProcess(record: ProcessRecord, patienceSeconds: number): Promise<void> {
  for (const [signal, seconds] of [
    ['SIGTERM', patienceSeconds],
    ['SIGKILL', 10]
  ] as const) {
    const until = Date.now() + seconds * 1000;
    if (!(await isAlive(record))) return;
    sendSignal(record.pid, signal);
    while (Date.now() < until) {
      if (!(await isAlive(record))) return;
      await sleep(100);
    }
  }
  throw new Error(`cannot stop process ${record.pid} (${record.what}), not even with SIGKILL`);
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It ended in the meantime.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
