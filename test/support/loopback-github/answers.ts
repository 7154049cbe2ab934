import type { Contract, JsonObject } from './contract.ts';
import { gitOperations } from './git-objects.ts';
import { notFound, okay, type Answer, type Operation } from './operation.ts';
import {
  addIssue,
  historyOf,
  type FakeArtifact,
  type FakeComment,
  type FakeIssue,
  type FakePullRequest,
  type FakeRepository,
  type FakeRun,
  type World
} from './world.ts';

/** The operations by GitHub's names for them, with the permission that each needs. */
export const operations: Readonly<Record<string, Operation>> = {
  'repos/get': {
    needs: ['contents', 'read'],
    answer: (_, world, contract) =>
      okay(contract.sample('full-repository', { ...repository(world.repository), default_branch: world.defaultBranch }))
  },
  'actions/list-workflow-runs': {
    needs: ['actions', 'read'],
    answer: ({ parameters, query, url }, world, contract) => {
      const found = world.runs
        .filter(run => run.path.replace(/@.*/, '').endsWith(`/${parameters['workflow_id'] ?? ''}`))
        .filter(run => query.get('branch') === null || run.headBranch === query.get('branch'))
        .sort((left, right) => right.createdAt.localeCompare(left.createdAt));
      const { items, headers } = paged(found, url);
      const workflow_runs = items.map(run => workflowRun(run, world, contract));
      return okay({ total_count: found.length, workflow_runs }, headers);
    }
  },
  'actions/get-workflow-run': {
    needs: ['actions', 'read'],
    answer: ({ parameters }, world, contract) => {
      const run = world.runs.find(one => String(one.id) === parameters['run_id']);
      return run === undefined ? notFound : okay(workflowRun(run, world, contract));
    }
  },
  'actions/list-workflow-run-artifacts': {
    needs: ['actions', 'read'],
    answer: ({ parameters, query, url }, world, contract) => {
      const found = world.artifacts
        .filter(one => String(one.runId) === parameters['run_id'])
        .filter(one => query.get('name') === null || one.name === query.get('name'));
      const { items, headers } = paged(found, url);
      return okay({ total_count: found.length, artifacts: items.map(one => artifact(one, contract)) }, headers);
    }
  },
  'actions/list-artifacts-for-repo': {
    needs: ['actions', 'read'],
    answer: ({ query, url }, world, contract) => {
      const found = world.artifacts
        .filter(one => query.get('name') === null || one.name === query.get('name'))
        .sort((left, right) => right.id - left.id);
      const { items, headers } = paged(found, url);
      return okay({ total_count: found.length, artifacts: items.map(one => artifact(one, contract)) }, headers);
    }
  },
  'actions/download-artifact': {
    needs: ['actions', 'read'],
    answer: ({ parameters, url }, world) => {
      const found = world.artifacts.find(one => String(one.id) === parameters['artifact_id']);
      if (found === undefined) return notFound;
      if (found.expired) return { status: 410, body: { message: 'Artifact has expired' } };
      return { status: 302, headers: { location: `${url.origin}/storage/${found.id}?sig=secret` } };
    }
  },
  'repos/compare-commits-with-basehead': {
    needs: ['contents', 'read'],
    answer: ({ parameters }, world, contract) => {
      const [base = '', head = ''] = (parameters['basehead'] ?? '').split('...');
      if (!world.commits.has(base) || !world.commits.has(head)) return notFound;
      const ahead = historyOf(world, head).has(base);
      const behind = historyOf(world, base).has(head);
      const status = ahead ? (behind ? 'identical' : 'ahead') : behind ? 'behind' : 'diverged';
      const files = renamedFiles(world, base, head).map(([filename, previous_filename]) =>
        contract.sample('diff-entry', { filename, previous_filename, status: 'renamed' })
      );
      return okay(contract.sample('commit-comparison', { status, files }));
    }
  },
  'repos/list-commits': {
    needs: ['contents', 'read'],
    answer: ({ query, url }, world, contract) => {
      const from = query.get('sha') ?? '';
      if (!world.commits.has(from)) return notFound;
      const { items, headers } = paged([...historyOf(world, from)], url);
      return okay(
        items.map(sha => contract.sample('commit', { sha })),
        headers
      );
    }
  },
  'repos/list-activities': {
    needs: ['contents', 'read'],
    answer: ({ query, url }, world, contract) => {
      const found = world.pushes.filter(({ ref }) => [null, ref].includes(query.get('ref'))).reverse();
      // The cursor of the next page is opaque.
      const after = query.get('after');
      const start = after === null ? 0 : Number(Buffer.from(after, 'base64url').toString());
      const end = start + Number(query.get('per_page') ?? 30);
      const next = new URL(url);
      next.searchParams.set('after', Buffer.from(String(end)).toString('base64url'));
      return okay(
        found.slice(start, end).map(push => contract.sample('activity', { ...push, activity_type: 'push' })),
        end < found.length ? { link: `<${next.href}>; rel="next"` } : {}
      );
    }
  },
  ...gitOperations,
  'repos/get-content': {
    needs: ['contents', 'read'],
    answer: ({ parameters, query }, world, contract) => {
      const path = parameters['path'] ?? '';
      const text = world.files.get(`${query.get('ref') ?? ''}:${path}`);
      if (text === undefined) {
        const folder = path === '' ? '' : `${path}/`;
        const names = pathsAt(world, query.get('ref') ?? '')
          .filter(each => each.startsWith(folder))
          .map(each => each.slice(folder.length));
        if (names.length === 0) return notFound;
        // GitHub lists the folders of a folder too, each once.
        const entries = new Map(names.map(name => [name.split('/')[0] ?? '', name.includes('/') ? 'dir' : 'file']));
        return okay(
          [...entries].map(([name, type]) => contract.sample('content-file', { name, type, path: folder + name }))
        );
      }
      const content = Buffer.from(text).toString('base64').replace(/.{60}/g, '$&\n');
      const size = Buffer.byteLength(text);
      return okay(
        contract.sample('content-file', { type: 'file', encoding: 'base64', path, name: path, size, content })
      );
    }
  },
  'pulls/list': {
    needs: ['pull-requests', 'read'],
    answer: ({ query, url }, world, contract) => {
      const found = world.pullRequests
        .filter(one => query.get('state') === 'all' || one.state === (query.get('state') ?? 'open'))
        .filter(one => query.get('head') === null || query.get('head') === `${one.headOwner}:${one.headBranch}`);
      const { items, headers } = paged(found, url);
      return okay(
        items.map(one => pullRequest(one, world, contract)),
        headers
      );
    }
  },
  'pulls/get': {
    needs: ['pull-requests', 'read'],
    answer: ({ parameters }, world, contract) => {
      const found = world.pullRequests.find(one => String(one.number) === parameters['pull_number']);
      return found === undefined ? notFound : okay(pullRequest(found, world, contract, 'pull-request'));
    }
  },
  'repos/get-collaborator-permission-level': {
    needs: ['contents', 'read'],
    answer: ({ parameters }, world, contract) => {
      const permission = world.collaborators.get(parameters['username'] ?? '') ?? 'read';
      return okay(contract.sample('repository-collaborator-permission', { permission, role_name: permission }));
    }
  },
  'repos/list-pull-requests-associated-with-commit': {
    needs: ['pull-requests', 'read'],
    answer: ({ parameters, url }, world, contract) => {
      const sha = parameters['commit_sha'];
      const found = world.pullRequests.filter(one => one.mergeCommit === sha || one.headSha === sha);
      const { items, headers } = paged(found, url);
      return okay(
        items.map(one => pullRequest(one, world, contract)),
        headers
      );
    }
  },
  'issues/list-comments': {
    needs: ['pull-requests', 'read'],
    answer: ({ parameters, url }, world, contract) => {
      const found = world.comments.filter(one => String(one.issue) === parameters['issue_number']);
      const { items, headers } = paged(found, url);
      return okay(
        items.map(one => comment(one, contract)),
        headers
      );
    }
  },
  'issues/create-comment': {
    needs: ['pull-requests', 'write'],
    answer: ({ parameters, body }, world, contract) => {
      const created = {
        id: Math.max(99, ...world.comments.map(({ id }) => id)) + 1,
        issue: Number(parameters['issue_number']),
        author: world.viewer,
        body: textOf(body)
      };
      if (created.body.length > 65_536) return tooLong;
      world.comments.push(created);
      return { status: 201, body: comment(created, contract) };
    }
  },
  'issues/get-comment': {
    needs: ['pull-requests', 'read'],
    answer: ({ parameters }, world, contract) => {
      const found = world.comments.find(one => String(one.id) === parameters['comment_id']);
      return found === undefined ? notFound : okay(comment(found, contract));
    }
  },
  'issues/delete-comment': {
    needs: ['pull-requests', 'write'],
    answer: ({ parameters }, world) => {
      const place = world.comments.findIndex(one => String(one.id) === parameters['comment_id']);
      if (place < 0) return notFound;
      world.comments.splice(place, 1);
      return { status: 204 };
    }
  },
  'issues/update-comment': {
    needs: ['pull-requests', 'write'],
    answer: ({ parameters, body }, world, contract) => {
      const found = world.comments.find(one => String(one.id) === parameters['comment_id']);
      if (found === undefined) return notFound;
      const text = textOf(body);
      if (text.length > 65_536) return tooLong;
      found.body = text;
      return okay(comment(found, contract));
    }
  },
  'issues/list-for-repo': {
    needs: ['issues', 'read'],
    answer: ({ query, url }, world, contract) => {
      const [state, creator] = [query.get('state') ?? 'open', query.get('creator')];
      const found = world.issues
        .filter(one => state === 'all' || one.state === state)
        .filter(one => creator === null || one.author.login === creator)
        .sort((left, right) => right.createdAt.localeCompare(left.createdAt) || right.number - left.number);
      const { items, headers } = paged(found, url);
      return okay(
        items.map(one => issue(one, world, contract)),
        headers
      );
    }
  },
  'issues/get': {
    needs: ['issues', 'read'],
    answer: ({ parameters }, world, contract) => {
      const found = world.issues.find(one => String(one.number) === parameters['issue_number']);
      return found === undefined ? notFound : okay(issue(found, world, contract));
    }
  },
  'issues/create': {
    needs: ['issues', 'write'],
    answer: ({ body }, world, contract) => {
      const { title, labels, assignees } = body as { title: string; labels: string[]; assignees: string[] };
      const text = textOf(body);
      if (text.length > 65_536) return tooLong;
      return { status: 201, body: issue(addIssue(world, { title, body: text, labels, assignees }), world, contract) };
    }
  },
  'issues/update': {
    needs: ['issues', 'write'],
    answer: ({ parameters, body }, world, contract) => {
      const found = world.issues.find(one => String(one.number) === parameters['issue_number']);
      if (found === undefined) return notFound;
      const { state, state_reason } = body as { state?: FakeIssue['state']; state_reason?: string };
      Object.assign(found, { body: textOf(body), state: state ?? found.state });
      if (state_reason !== undefined) found.stateReason = state_reason;
      return okay(issue(found, world, contract));
    }
  },
  'repos/create-commit-status': {
    needs: ['statuses', 'write'],
    answer: ({ parameters, body }, world, contract) => {
      const { context, state, description, target_url } = body as Record<string, string>;
      if (description === undefined || description.length > 140) return tooLong;
      const { sha = '' } = parameters;
      // GitHub's words for a commit that it does not have.
      if (!world.commits.has(sha)) return { status: 422, body: { message: `No commit found for SHA: ${sha}` } };
      const status = { sha, context: context ?? 'default', state: state ?? '', description, url: target_url ?? '' };
      world.statuses.push(status);
      return {
        status: 201,
        body: contract.sample('status', { state: status.state, context: status.context, description, creator: null })
      };
    }
  }
};

const tooLong: Answer = {
  status: 422,
  body: {
    message: 'Validation Failed',
    documentation_url: 'https://docs.github.com/rest',
    errors: [{ resource: 'IssueComment', code: 'unprocessable', field: 'body', message: 'body is too long' }]
  }
};

function textOf(body: unknown): string {
  return typeof body === 'object' && body !== null && 'body' in body ? String(body.body) : '';
}

/** The page of a list that is asked for, with a link to the next page if there is one. */
function paged<T>(all: readonly T[], url: URL): { readonly items: T[]; readonly headers: Record<string, string> } {
  const size = Math.min(100, Number(url.searchParams.get('per_page') ?? 30));
  const page = Number(url.searchParams.get('page') ?? 1);
  const next = new URL(url);
  next.searchParams.set('page', String(page + 1));
  const more = all.length > page * size;
  return {
    items: all.slice((page - 1) * size, page * size),
    headers: more ? { link: `<${next.href}>; rel="next"` } : {}
  };
}

function repository({ id, owner, name }: FakeRepository): JsonObject {
  return { id, name, full_name: `${owner}/${name}`, owner: { login: owner, id: id + 1 } };
}

function workflowRun(run: FakeRun, world: World, contract: Contract): JsonObject {
  return contract.sample('workflow-run', {
    id: run.id,
    name: 'perf',
    display_title: run.title,
    head_branch: run.headBranch,
    head_sha: run.headSha,
    path: run.path,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    run_attempt: run.attempt,
    html_url: `https://github.com/${world.repository.owner}/${world.repository.name}/actions/runs/${run.id}`,
    created_at: run.createdAt,
    run_started_at: run.startedAt,
    repository: repository(world.repository),
    head_repository: run.head === null ? null : repository(run.head),
    pull_requests: []
  });
}

function artifact(one: FakeArtifact, contract: Contract): JsonObject {
  return contract.sample('artifact', {
    id: one.id,
    name: one.name,
    size_in_bytes: one.zip.byteLength,
    expired: one.expired,
    created_at: one.createdAt,
    digest: one.digest,
    workflow_run: { id: one.runId }
  });
}

function pullRequest(
  one: FakePullRequest,
  world: World,
  contract: Contract,
  schema: 'pull-request' | 'pull-request-simple' = 'pull-request-simple'
): JsonObject {
  const label = { id: 1, node_id: 'x', url: 'https://example.invalid/', description: '', color: 'fff', default: false };
  return contract.sample(schema, {
    number: one.number,
    html_url: `https://github.com/${world.repository.owner}/${world.repository.name}/pull/${one.number}`,
    state: one.state,
    title: one.title,
    labels: one.labels.map(name => ({ ...label, name })),
    merge_commit_sha: one.mergeCommit,
    head: {
      label: `${one.headOwner}:${one.headBranch}`,
      ref: one.headBranch,
      sha: one.headSha,
      repo: one.head === null ? null : { ...repository(one.head), pushed_at: one.headPushedAt }
    },
    base: { ref: one.baseBranch, sha: one.baseSha, repo: repository(world.repository) }
  });
}

function comment(one: FakeComment, contract: Contract): JsonObject {
  const user = contract.sample('simple-user', { login: one.author.login, type: one.author.type });
  return contract.sample('issue-comment', {
    id: one.id,
    body: one.body,
    html_url: `https://github.com/example/cilium-config/pull/${one.issue}#issuecomment-${one.id}`,
    user
  });
}

function issue(one: FakeIssue, world: World, contract: Contract): JsonObject {
  const user = contract.sample('simple-user', { login: one.author.login, type: one.author.type });
  return contract.sample('issue', {
    number: one.number,
    html_url: `https://github.com/${world.repository.owner}/${world.repository.name}/issues/${one.number}`,
    title: one.title,
    body: one.body,
    state: one.state,
    state_reason: one.stateReason,
    labels: one.labels,
    created_at: one.createdAt,
    user
  });
}

function pathsAt({ files }: World, commit: string): readonly string[] {
  return [...files.keys()].filter(key => key.startsWith(`${commit}:`)).map(key => key.slice(commit.length + 1));
}

/** Files that have another path at `head` than at `base`, which do not have that path. */
function renamedFiles(world: World, base: string, head: string): readonly (readonly [string, string])[] {
  const earlier = pathsAt(world, base);
  return pathsAt(world, head)
    .filter(path => !earlier.includes(path))
    .flatMap(path => {
      const text = world.files.get(`${head}:${path}`);
      const source = earlier.find(each => world.files.get(`${base}:${each}`) === text);
      return source === undefined ? [] : [[path, source] as const];
    });
}
