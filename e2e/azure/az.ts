import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { LoopbackArm } from '../../test/support/loopback-arm/server.ts';
import { scratch } from '../support.ts';

/** The version whose requests the loopback ARM supports. */
const version = '2.91.0';

/** Folder with the real `az`, installed outside of this repository on first use (a minute or two, 400 MB). */
function findAz(): string {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const venv = join(cache, 'cilium-perf-gate', 'e2e', `azure-cli-${version}`);
  const installed = join(venv, 'installed');
  if (!existsSync(installed)) {
    if (spawnSync('python3', ['-m', 'venv', '--clear', venv], { stdio: 'ignore' }).status !== 0) {
      // Debian ships this module in a separate package.
      must('apt-get', ['update']);
      must('apt-get', ['install', '-y', '--no-install-recommends', 'python3', 'python3-venv']);
      must('python3', ['-m', 'venv', '--clear', venv]);
    }
    must(join(venv, 'bin', 'pip'), ['install', '--quiet', '--no-compile', `azure-cli==${version}`]);
    writeFileSync(installed, '');
  }
  return join(venv, 'bin');
}

/** Logs the real az in to a loopback ARM and returns its environment. */
export async function logIn(arm: LoopbackArm): Promise<Record<string, string>> {
  const bin = findAz();
  const folder = scratch();
  const bundle = join(folder, 'certificates.pem');
  writeFileSync(bundle, `${readFileSync(findCertifi(dirname(bin)), 'utf8')}\n${arm.certificate}`);
  const environment = {
    PATH: `${bin}:${process.env['PATH'] ?? ''}`,
    AZURE_CONFIG_DIR: join(folder, 'azure'),
    AZURE_CORE_INSTANCE_DISCOVERY: 'false',
    AZURE_CORE_COLLECT_TELEMETRY: 'no',
    REQUESTS_CA_BUNDLE: bundle,
    IDENTITY_ENDPOINT: `${arm.url}/token`,
    IDENTITY_HEADER: 'loopback',
    MSI_ENDPOINT: `${arm.url}/token`,
    MSI_SECRET: 'loopback'
  };
  const endpoints = ['resource-manager', 'active-directory', 'active-directory-resource-id', 'management'];
  const cloud = endpoints.flatMap(name => [`--endpoint-${name}`, arm.url]);
  await az(environment, ['cloud', 'register', '--name', 'lab', ...cloud]);
  await az(environment, ['cloud', 'set', '--name', 'lab']);
  await az(environment, ['login', '--identity']);
  return environment;
}

/** Runs az asynchronously, because the loopback ARM answers in this process. */
export async function az(environment: Readonly<Record<string, string>>, args: readonly string[]): Promise<string> {
  const child = spawn('az', args, { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err] = [child.stdout, child.stderr].map(stream => {
    const chunks: string[] = [];
    stream.setEncoding('utf8').on('data', (chunk: string) => void chunks.push(chunk));
    return chunks;
  });
  const code = await new Promise(resolve => child.on('close', resolve));
  if (code !== 0) throw new Error(`az ${args.join(' ')}: ${err?.join('') ?? ''}`);
  return out?.join('') ?? '';
}

function findCertifi(venv: string): string {
  const lib = join(venv, 'lib');
  const path = readdirSync(lib)
    .map(python => join(lib, python, 'site-packages', 'certifi', 'cacert.pem'))
    .find(existsSync);
  if (path === undefined) throw new Error(`${venv} has no certifi`);
  return path;
}

function must(command: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
}
