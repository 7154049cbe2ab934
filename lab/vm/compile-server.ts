import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { exists } from '../cache.ts';
import { jobKey, parseJob, type CompileJob } from './compile-job.ts';

const run = promisify(execFile);

/** Gives the job its own headers where the agent has its own; another job may have others at the same paths. */
const script = 'mount --bind "$1" "$2/run/cilium" && shift && exec chroot "$@"';

/**
 * Answers the compiler in the agents' image: runs the real one in `root`, and keeps each result in `kept`. Started by the
 * lab as a program of its own: compile-server.ts <root> <kept> <address> <port>.
 */
class CompileServer {
  readonly #root: string;
  readonly #kept: string;
  /** Two agents often need the same at the same time. */
  readonly #running = new Map<string, Promise<Buffer>>();

  constructor(root: string, kept: string) {
    this.#root = root;
    this.#kept = kept;
  }

  async answer(request: IncomingMessage): Promise<Buffer> {
    const job = parseJob(await text(request));
    const key = jobKey(job);
    const running = this.#running.get(key) ?? this.#obtain(job, key);
    this.#running.set(key, running);
    try {
      return await running;
    } finally {
      this.#running.delete(key);
    }
  }

  async #obtain(job: CompileJob, key: string): Promise<Buffer> {
    const file = join(this.#kept, key);
    const began = performance.now();
    const known = await exists(file);
    const result = known ? await readFile(file) : await this.#compile(job, file);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    const what = job.arguments[job.arguments.indexOf('-c') + 1] ?? '';
    process.stdout.write(`${what}: ${known ? 'known' : `compiled in ${seconds} s`}, ${result.length} bytes\n`);
    return result;
  }

  async #compile(job: CompileJob, file: string): Promise<Buffer> {
    const folder = await mkdtemp(`${file}-`);
    try {
      for (const [path, content] of Object.entries(job.files)) {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), content);
      }
      const args = ['--mount', '--propagation', 'private', 'sh', '-c', script, 'sh', folder, this.#root, 'clang'];
      const options = { encoding: 'buffer', maxBuffer: 64 << 20 } as const;
      const { stdout } = await run('unshare', [...args, ...job.arguments], options);
      await writeFile(join(folder, 'result'), stdout);
      await rename(join(folder, 'result'), file);
      return stdout;
    } finally {
      await rm(folder, { recursive: true });
    }
  }
}

const [root = '', kept = '', address = '', port = ''] = process.argv.slice(2);
await mkdir(kept, { recursive: true });
const compiler = new CompileServer(root, kept);
const server = createServer((request, response) => {
  compiler.answer(request).then(
    result => response.end(result),
    (error: unknown) => {
      const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
      const words = stderr === '' ? String(error) : stderr;
      process.stdout.write(`failed: ${words}\n`);
      response.writeHead(500).end(words);
    }
  );
});
server.listen(Number(port), address);
