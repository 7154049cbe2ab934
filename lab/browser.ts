import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';
import { canInstall, installPackages } from './packages.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Chromium's command, installed from Debian or Ubuntu if this process may; `undefined` without one. */
export async function findChromium(): Promise<string | undefined> {
  const find = (): string | undefined =>
    names.find(name => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0);
  const found = find();
  if (found !== undefined || !canInstall()) return found;
  await installPackages(['chromium', 'fonts-dejavu-core'], line => process.stderr.write(`${line}\n`));
  return find();
}

/** How a reader sees a page. */
export interface View {
  readonly width: number;
  readonly height: number;
  readonly scheme: 'light' | 'dark';
}

/** A page as a browser shows it. */
interface Shown {
  /** What the browser complained about while loading: errors, and what the security policy refused. */
  readonly complaints: readonly string[];
  readonly evaluate: <T>(expression: string) => Promise<T>;
  /** A picture, as WebP, of what is above and in an element that a selector finds. */
  readonly picture: (selector: string, scale: number) => Promise<Buffer>;
}

export interface Browser extends AsyncDisposable {
  show(url: string, view: View): Promise<Shown>;
}

interface Message {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** Starts Chromium without a window and speaks its DevTools protocol. */
export async function startBrowser(command: string): Promise<Browser> {
  const args = ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--remote-debugging-port=0'];
  const profile = await mkdtemp(join(tmpdir(), 'cilium-perf-gate-browser-'));
  const child = spawn(command, [...args, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe']
  });
  const socket = new WebSocket(await addressOf(child));
  await once(socket, 'open');
  const waiting = new Map<number, (message: Message) => void>();
  const listeners = new Set<(message: Message) => void>();
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString('utf8')) as Message;
    if (message.id !== undefined) waiting.get(message.id)?.(message);
    else for (const listener of listeners) listener(message);
  });
  let last = 0;
  const send = async (method: string, params: object = {}, sessionId?: string): Promise<Record<string, unknown>> => {
    last += 1;
    const answered = new Promise<Message>(resolve => waiting.set(last, resolve));
    socket.send(JSON.stringify({ id: last, method, params, ...(sessionId === undefined ? {} : { sessionId }) }));
    const { result, error } = await answered;
    if (result === undefined) throw new Error(`${method}: ${error?.message ?? 'no result'}`);
    return result;
  };
  return {
    async show(url, { width, height, scheme }) {
      const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
      const session = (await send('Target.attachToTarget', { targetId, flatten: true }))['sessionId'] as string;
      const ask = (method: string, params: object = {}): ReturnType<typeof send> => send(method, params, session);
      const complaints: string[] = [];
      const loaded = new Promise<void>(resolve => {
        listeners.add(({ sessionId, method, params }) => {
          if (sessionId !== session) return;
          if (method === 'Page.loadEventFired') resolve();
          if (method === 'Log.entryAdded' || method === 'Runtime.exceptionThrown')
            complaints.push(JSON.stringify(params));
        });
      });
      for (const domain of ['Page', 'Log', 'Runtime']) await ask(`${domain}.enable`);
      await ask('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: width < 600 });
      await ask('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
      await ask('Page.navigate', { url });
      await loaded;
      const evaluate = async <T>(expression: string): Promise<T> => {
        const { result, exceptionDetails } = await ask('Runtime.evaluate', { expression, returnByValue: true });
        if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
        return (result as { readonly value: T }).value;
      };
      const picture = async (selector: string, scale: number): Promise<Buffer> => {
        const bottom = `document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect().bottom`;
        const clip = { x: 0, y: 0, width, height: await evaluate<number>(bottom), scale };
        const options = { format: 'webp', quality: 80, captureBeyondViewport: true, clip };
        const { data } = await ask('Page.captureScreenshot', options);
        return Buffer.from(data as string, 'base64');
      };
      return { complaints, evaluate, picture };
    },
    [Symbol.asyncDispose]: async () => {
      const ended = once(child, 'exit');
      await send('Browser.close');
      await ended;
      socket.terminate();
      await rm(profile, { recursive: true });
    }
  };
}

async function addressOf({ stderr }: ChildProcess): Promise<string> {
  if (stderr === null) throw new Error('its output is piped');
  for await (const line of createInterface(stderr)) {
    const address = /^DevTools listening on (\S+)/.exec(line)?.[1];
    if (address !== undefined) {
      stderr.resume();
      return address;
    }
  }
  throw new Error('Chromium ended before it listened');
}
