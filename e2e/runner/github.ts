import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type {
  FakeArtifact,
  FakeComment,
  FakeIssue,
  FakePullRequest,
  FakeRun,
  FakeStatus
} from '../../test/support/loopback-github/world.ts';

/** Content of the loopback GitHub. */
interface SeenWorld {
  readonly runs: readonly FakeRun[];
  readonly artifacts: readonly Omit<FakeArtifact, 'zip'>[];
  readonly comments: readonly FakeComment[];
  readonly issues: readonly FakeIssue[];
  readonly statuses: readonly FakeStatus[];
}

/** The loopback GitHub in a separate process. */
export interface GitHubProcess {
  see(): Promise<SeenWorld>;
  /** Adds a run, or updates the one with this ID; returns the environment of its job. */
  run(run: Partial<FakeRun> & { readonly id: number }): Promise<Record<string, string>>;
  pullRequest(pullRequest: Partial<FakePullRequest>): Promise<void>;
  commit(sha: string, parents: readonly string[], files?: Readonly<Record<string, string>>): Promise<void>;
  /** A commit that is pushed to main. */
  push(sha: string, parents: readonly string[], files?: Readonly<Record<string, string>>): Promise<void>;
  artifact(runId: number, name: string, files: Readonly<Record<string, string>>): Promise<void>;
  /** Stops it; rejects if it got a request that GitHub's OpenAPI description does not contain. */
  stop(): Promise<void>;
}

/** Starts the loopback GitHub on a free port. */
export async function startGitHub(): Promise<GitHubProcess> {
  const child = spawn(process.execPath, ['test/support/loopback-github/serve.ts'], {
    stdio: ['ignore', 'pipe', 'pipe']
  });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { url, environment } = JSON.parse(line) as { url: string; environment: Record<string, string> };
  const post = async (part: string, body: object): Promise<unknown> => {
    const response = await fetch(`${url}/world/${part}`, { method: 'POST', body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${part}: ${response.status}`);
    return response.json();
  };
  return {
    see: async () => (await (await fetch(`${url}/world`)).json()) as SeenWorld,
    async run(run) {
      const { token } = (await post('runs', run)) as { token: string };
      return { ...environment, GITHUB_RUN_ID: String(run.id), ACTIONS_RUNTIME_TOKEN: token };
    },
    pullRequest: async pullRequest => {
      await post('pull-requests', pullRequest);
    },
    commit: async (sha, parents, files = {}) => {
      await post('commits', { sha, parents, files, pushed: false });
    },
    push: async (sha, parents, files = {}) => {
      await post('commits', { sha, parents, files, pushed: true });
    },
    artifact: async (runId, name, files) => {
      await post('artifacts', { runId, name, files });
    },
    async stop() {
      child.kill('SIGTERM');
      const [code] = (await once(child, 'exit')) as [number | null];
      if (code !== 0) throw new Error(`the loopback GitHub ended with ${String(code)}: ${complaints}`);
    }
  };
}
