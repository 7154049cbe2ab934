import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process that cannot be mistaken for a later one with the same number. */
export interface ProcessRecord {
  pid: number;
  /** Ticks from the machine's start to the process's. */
  startTime: string;
  what: string;
}

/** The start time in the text of /proc/<pid>/stat; a zombie has none, since it only waits for its parent. */
export function parseStartTime(stat: string): string | undefined {
  // The program's name stands in parentheses and may contain anything, also spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
}

async function readStartTime(pid: number): Promise<string | undefined> {
  return await readFile(`/proc/${pid}/stat`, 'utf8').then(parseStartTime, () => undefined);
}

/** Records a process that runs now. */
export async function describeProcess(pid: number, what: string): Promise<ProcessRecord | undefined> {
  const startTime = await readStartTime(pid);
  return startTime === undefined ? undefined : { pid, startTime, what };
}

/** Whether the very process that was recorded still runs. */
export async function isAlive(record: ProcessRecord): Promise<boolean> {
  return (await readStartTime(record.pid)) === record.startTime;
}

/** Asks a recorded process to end, then makes it. */
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
  throw new Error(`process ${record.pid} (${record.what}) does not end, not even by SIGKILL`);
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It ended between the look and the signal.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
