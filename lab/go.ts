import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram, runCommand, tryCommand } from './command.ts';
import { ensureEntry, cacheKey, makeScratch } from './cache.ts';
import { canInstall, installPackages } from './packages.ts';
import type { Log } from './progress.ts';
import { versions } from './versions.ts';

/** A recent Go, with the environment to run it in. */
export interface Go {
  program: string;
  environment: Record<string, string>;
}

// Required by Cilium's go.mod.
const minimum = '1.26.0';
// From this version, Go downloads newer toolchains itself.
const minimumForToolchains = '1.21.0';

/** Compares two versions of one to three numbers. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map(version => version.split('.').map(part => Number.parseInt(part, 10) || 0));
  for (let index = 0; index < 3; index++) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

interface Candidate {
  program: string;
  version: string;
}

/** Go on PATH or in its usual folders, newest first. */
async function findGo(): Promise<Candidate | undefined> {
  const found: Candidate[] = [];
  for (const program of new Set([findProgram('go'), '/usr/local/go/bin/go', '/usr/lib/go/bin/go'])) {
    if (program === undefined) continue;
    const result = await tryCommand(program, ['env', 'GOVERSION'], { environment: { GOTOOLCHAIN: 'local' } }).catch(
      () => undefined
    );
    const version = /go(\d+\.\d+(\.\d+)?)/.exec(result?.stdout ?? '')?.[1];
    if (version !== undefined) found.push({ program, version });
  }
  return found.sort((a, b) => compareVersions(b.version, a.version))[0];
}

export interface GoCheck {
  ok: boolean;
  text: string;
}

/** How `images` would get Go. */
export async function checkGo(): Promise<GoCheck> {
  const found = await findGo();
  if (found !== undefined && compareVersions(found.version, minimum) >= 0)
    return { ok: true, text: `Go ${found.version}` };
  const wanted = `Go ${versions.go} comes from the Go module proxy`;
  if (found !== undefined) return { ok: true, text: `Go ${found.version} is older than ${minimum}: ${wanted}` };
  if (canInstall()) return { ok: true, text: `no Go: Debian's golang-go is installed, then ${wanted}` };
  return {
    ok: false,
    text: `Go: required for compiling Cilium and Kubernetes; install Go ${minimum} or newer, or run this as root`
  };
}

const common = {
  CGO_ENABLED: '0',
  GOWORK: 'off',
  GOFLAGS: '-trimpath -buildvcs=false',
  // Garbage collection takes a fifth of the compiler's time, although its garbage fits into memory; the linker's may
  // not.
  GOGC: '400',
  GOMEMLIMIT: '2500MiB'
};

/** Finds or downloads a recent Go. */
export async function ensureGo(log: Log): Promise<Go> {
  let found = await findGo();
  if (found === undefined) {
    await installPackages(['golang-go'], log);
    found = await findGo();
  }
  if (found === undefined) throw new Error((await checkGo()).text);
  if (compareVersions(found.version, minimum) >= 0)
    return { program: found.program, environment: { ...common, GOTOOLCHAIN: 'local' } };
  if (compareVersions(found.version, minimumForToolchains) >= 0) {
    return { program: found.program, environment: { ...common, GOTOOLCHAIN: `go${versions.go}` } };
  }
  return await downloadToolchain(found.program, log);
}

/** Go before 1.21 cannot switch toolchains, but it can download one, because a toolchain is a module. */
async function downloadToolchain(program: string, log: Log): Promise<Go> {
  log(`downloading Go ${versions.go} from the Go module proxy`);
  const folder = await ensureEntry({ name: 'go', key: cacheKey({ go: versions.go }) }, async target => {
    const scratch = await makeScratch('go-module');
    await writeFile(join(scratch, 'go.mod'), 'module scratch\n');
    const module = `golang.org/toolchain@v0.0.1-go${versions.go}.linux-${goArchitecture()}`;
    // Old Go cannot verify toolchains with the checksum database, so this file is trusted from the proxy.
    const environment = { GOFLAGS: '-mod=mod', GONOSUMDB: 'golang.org/toolchain', GOWORK: 'off' };
    const answer = await runCommand(program, ['mod', 'download', '-json', module], { folder: scratch, environment });
    const { Dir: source } = JSON.parse(answer) as { Dir: string };
    await mkdir(target, { recursive: true });
    await runCommand('cp', ['-r', '--no-preserve=mode', `${source}/.`, target]);
    // Files in a module are not executable.
    const tools = join(target, 'pkg', 'tool', `linux_${goArchitecture()}`);
    const executables = [
      ...(await readdir(join(target, 'bin'))).map(name => join(target, 'bin', name)),
      ...(await readdir(tools)).map(name => join(tools, name))
    ];
    await runCommand('chmod', ['+x', ...executables]);
  });
  return { program: join(folder, 'bin', 'go'), environment: { ...common, GOTOOLCHAIN: 'local', GOROOT: folder } };
}

/** Go's name for this machine's processor. */
export function goArchitecture(): string {
  return process.arch === 'x64' ? 'amd64' : process.arch;
}

/** Folder of a module, downloaded if missing. */
export async function downloadModule(go: Go, module: string): Promise<string> {
  const scratch = await makeScratch(`module-${module.replace(/[^\w.-]/g, '_')}`);
  const answer = await runCommand(go.program, ['mod', 'download', '-json', module], {
    folder: scratch,
    environment: { ...go.environment, GOFLAGS: '' }
  });
  return (JSON.parse(answer) as { Dir: string }).Dir;
}
