import { createHash } from 'node:crypto';
import type { Contract, Json } from './contract.ts';
import { notFound, okay, type Answer, type Operation } from './operation.ts';
import { historyOf, type World } from './world.ts';

const refused = (message: string): Answer => ({ status: 422, body: { message } });
const id = (kind: string, content: string): string => createHash('sha1').update(`${kind} ${content}`).digest('hex');

/** Operations on refs, commits, trees and blobs. Objects with the same content have the same id, as in git. */
export const gitOperations: Readonly<Record<string, Operation>> = {
  'git/get-ref': {
    needs: ['contents', 'read'],
    answer: ({ parameters }, world, contract) => {
      const ref = parameters['ref'] ?? '';
      const commit = world.branches.get(ref.replace(/^heads\//, ''));
      return commit === undefined ? notFound : okay(refOf(`refs/${ref}`, commit, contract));
    }
  },
  'git/create-ref': {
    needs: ['contents', 'write'],
    answer: ({ body }, world, contract) => {
      const { ref, sha } = body as { ref: string; sha: string };
      const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1];
      if (branch === undefined) return refused('Reference name must start with refs/heads/');
      if (world.branches.has(branch)) return refused('Reference already exists');
      if (!world.commits.has(sha)) return refused('Object does not exist');
      world.branches.set(branch, sha);
      return { status: 201, body: refOf(ref, sha, contract) };
    }
  },
  'git/update-ref': {
    needs: ['contents', 'write'],
    answer: ({ parameters, body }, world, contract) => {
      const { sha, force = false } = body as { sha: string; force?: boolean };
      const branch = (parameters['ref'] ?? '').replace(/^heads\//, '');
      const tip = world.branches.get(branch);
      if (tip === undefined) return refused('Reference does not exist');
      if (!world.commits.has(sha)) return refused('Object does not exist');
      if (!force && !historyOf(world, sha).has(tip)) return refused('Update is not a fast forward');
      world.branches.set(branch, sha);
      return okay(refOf(`refs/heads/${branch}`, sha, contract));
    }
  },
  'git/get-commit': {
    needs: ['contents', 'read'],
    answer: ({ parameters }, world, contract) => {
      const sha = parameters['commit_sha'] ?? '';
      const parents = world.commits.get(sha);
      return parents === undefined ? notFound : okay(commitOf(sha, parents, world, contract));
    }
  },
  'git/create-commit': {
    needs: ['contents', 'write'],
    answer: ({ body }, world, contract) => {
      const { message, tree, parents = [] } = body as { message: string; tree: string; parents?: string[] };
      const blobs = world.trees.get(tree);
      if (blobs === undefined) return refused('Tree SHA does not exist');
      if (!parents.every(parent => world.commits.has(parent))) return refused('Parent SHA does not exist');
      const sha = id('commit', JSON.stringify([message, tree, parents, world.now]));
      world.commits.set(sha, parents);
      for (const [path, blob] of blobs) world.files.set(`${sha}:${path}`, world.blobs.get(blob) ?? '');
      return { status: 201, body: commitOf(sha, parents, world, contract, message) };
    }
  },
  'git/create-tree': {
    needs: ['contents', 'write'],
    answer: ({ body }, world, contract) => {
      const { tree, base_tree } = body as { tree: { path: string; sha: string }[]; base_tree?: string };
      const base = base_tree === undefined ? new Map<string, string>() : world.trees.get(base_tree);
      if (base === undefined) return notFound;
      if (!tree.every(({ sha }) => world.blobs.has(sha))) return refused('tree.sha does not exist');
      const sha = storeTree(world, new Map([...base, ...tree.map(each => [each.path, each.sha] as const)]));
      return { status: 201, body: contract.sample('git-tree', { sha }) };
    }
  },
  'git/create-blob': {
    needs: ['contents', 'write'],
    answer: ({ body }, world, contract) => {
      const { content, encoding = 'utf-8' } = body as { content: string; encoding?: string };
      const sha = storeBlob(world, encoding === 'base64' ? Buffer.from(content, 'base64').toString() : content);
      return { status: 201, body: contract.sample('short-blob', { sha }) };
    }
  }
};

function storeBlob(world: World, text: string): string {
  const sha = id('blob', text);
  world.blobs.set(sha, text);
  return sha;
}

function storeTree(world: World, blobs: ReadonlyMap<string, string>): string {
  const sha = id('tree', JSON.stringify([...blobs].sort()));
  world.trees.set(sha, blobs);
  return sha;
}

/** The tree of a commit, whose files tests can have set themselves. */
function treeOf(world: World, commit: string): string {
  const own = [...world.files].filter(([key]) => key.startsWith(`${commit}:`));
  return storeTree(world, new Map(own.map(([key, text]) => [key.slice(commit.length + 1), storeBlob(world, text)])));
}

function commitOf(
  sha: string,
  parents: readonly string[],
  world: World,
  contract: Contract,
  message = 'A commit'
): Record<string, Json> {
  const url = 'https://example.invalid/';
  return contract.sample('git-commit', {
    ...{ sha, message, tree: { sha: treeOf(world, sha) } },
    parents: parents.map(parent => ({ sha: parent, url, html_url: url }))
  });
}

function refOf(ref: string, sha: string, contract: Contract): Record<string, Json> {
  return contract.sample('git-ref', { ref, object: { type: 'commit', sha } });
}
