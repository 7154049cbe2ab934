import { readFile } from 'node:fs/promises';
import { runCommand } from '../command.ts';

/** Mount points at and below a folder in /proc/self/mountinfo, deepest and latest first. */
export function listMountsBelow(mountinfo: string, folder: string): string[] {
  const points = mountinfo.split('\n').flatMap(line => {
    const point = line.split(' ')[4];
    // The kernel escapes spaces and similar characters as octal numbers.
    return point === undefined
      ? []
      : [point.replace(/\\(\d{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8)))];
  });
  return points.filter(point => point === folder || point.startsWith(`${folder}/`)).reverse();
}

/** Unmounts everything at and below a folder. */
export async function unmountBelow(folder: string): Promise<number> {
  let count = 0;
  for (const point of listMountsBelow(await readFile('/proc/self/mountinfo', 'utf8'), folder)) {
    await runCommand('umount', ['--lazy', '--', point]);
    count++;
  }
  return count;
}
