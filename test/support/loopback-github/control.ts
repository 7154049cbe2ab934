import type { Answer } from './operation.ts';
import type { Json } from './contract.ts';
import { runtimeToken } from './results-service.ts';
import { zip } from '../zip-writer.ts';
import {
  addArtifact,
  addPullRequest,
  addRun,
  pushCommit,
  type FakePullRequest,
  type FakeRun,
  type World
} from './world.ts';

interface ControlCommit {
  readonly sha: string;
  readonly parents: string[];
  readonly files: Readonly<Record<string, string>>;
  /** To main. */
  readonly pushed: boolean;
}

/**
 * The world seen and changed from another process, outside of what GitHub has: `GET /world`; `POST /world/runs`,
 * `/world/pull-requests` and `/world/commits` add, or change what has the same id, number or sha; `/world/artifacts`
 * adds files to a run.
 */
export function control(world: World, method: string, part: string, body: Json): Answer {
  if (method === 'GET') {
    const { runs, pullRequests, comments, issues, statuses } = world;
    const artifacts = world.artifacts.map(({ zip, ...rest }) => ({ ...rest, bytes: zip.byteLength }));
    return okay({ runs, pullRequests, comments, issues, statuses, artifacts });
  }
  switch (part) {
    case 'runs': {
      const asked = body as Partial<FakeRun>;
      const known = world.runs.find(run => run.id === asked.id);
      const run = known === undefined ? addRun(world, asked) : Object.assign(known, asked);
      return okay({ run, token: runtimeToken(run.id) });
    }
    case 'pull-requests': {
      const asked = body as Partial<FakePullRequest>;
      const known = world.pullRequests.find(one => one.number === asked.number);
      return okay(known === undefined ? addPullRequest(world, asked) : Object.assign(known, asked));
    }
    case 'artifacts': {
      const { runId, name, files } = body as { runId: number; name: string; files: Record<string, string> };
      const run = world.runs.find(one => one.id === runId);
      if (run === undefined) return { status: 404 };
      const zipped = zip(Object.entries(files).map(([file, content]) => ({ name: file, content })));
      return okay({ id: addArtifact(world, run, name, zipped).id });
    }
    case 'commits': {
      const { sha, parents, files, pushed } = body as unknown as ControlCommit;
      if (pushed) pushCommit(world, sha, parents);
      else world.commits.set(sha, parents);
      for (const [path, text] of Object.entries(files)) world.files.set(`${sha}:${path}`, text);
      return okay({ sha, parents });
    }
    default:
      return { status: 404 };
  }
}

const okay = (body: unknown): Answer => ({ status: 200, body: body as Json });
