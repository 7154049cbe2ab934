import { join } from 'node:path';
import type { Files, State } from './ports.ts';

/**
 * State in one folder, a file for each run, readable by its owner alone: it may name clusters and hold Helm values.
 * On a runner the folder lives in the job's temporary folder, on the command line in the user's state folder.
 */
export function createState(files: Files, folder: string): State {
  const path = (id: string): string => join(folder, `${id}.json`);
  return {
    folder,
    save: (id, content) => files.write(path(id), content, 0o600),
    async all() {
      const names = (await files.list(folder)).filter(name => name.endsWith('.json'));
      return Promise.all(
        names.map(async name => ({ id: name.slice(0, -'.json'.length), content: await files.read(join(folder, name)) }))
      );
    },
    forget: id => files.remove(path(id))
  };
}
