import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { vmFolder } from '../folders.ts';
import { shellSocket } from './qemu.ts';

/**
 * Runs a short script as root in the VM and returns what it prints. One at a time. Rejects with the output if it fails or
 * does not end within these seconds.
 */
export async function runInVm(script: string, seconds: number): Promise<string> {
  const mark = randomUUID();
  const encoded = Buffer.from(script).toString('base64');
  const socket = connect(shellSocket(vmFolder()));
  socket.setEncoding('utf8');
  let text = '';
  try {
    // The shell's terminal echoes this line. Only what it prints has the marks in one piece.
    socket.write(
      `\nprintf '<%s\\n' ${mark}; bash <(base64 -d <<< ${encoded}) 2>&1 < /dev/null; printf '%s> %s\\n' ${mark} $?\n`
    );
    return await new Promise<string>((resolve, reject) => {
      const fail = (why: string): void => {
        reject(new Error(`${script}\nin the VM ${why}:\n${text}`));
      };
      const timer = setTimeout(fail, seconds * 1000, `did not end within ${seconds} s`);
      socket.on('error', ({ message }) => {
        clearTimeout(timer);
        fail(`cannot run: ${message}`);
      });
      socket.on('data', (chunk: string) => {
        text += chunk.replaceAll('\r', '');
        const [, output = '', code] = new RegExp(`<${mark}\\n([^]*)${mark}> (\\d+)\\n`).exec(text) ?? [];
        if (code === undefined) return;
        clearTimeout(timer);
        if (code === '0') resolve(output);
        else fail(`ended with exit code ${code}`);
      });
    });
  } finally {
    socket.destroy();
  }
}
