import type { Contract, Json } from './contract.ts';
import type { World } from './world.ts';

/** What an operation answers. */
export interface Answer {
  readonly status: number;
  readonly body?: Json;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that GitHub's description allows. */
interface Asked {
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** The address asked for, for links to the service itself. */
  readonly url: URL;
}

type Handler = (asked: Asked, world: World, contract: Contract) => Answer;
/** How an operation is answered, and the permission that it needs. */
export interface Operation {
  readonly needs: Needs;
  readonly answer: Handler;
}
type Needs = readonly [scope: keyof World['permissions'], access: 'read' | 'write'];

export const notFound: Answer = {
  status: 404,
  body: { message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' }
};
export const okay = (body: Json, headers: Answer['headers'] = {}): Answer => ({ status: 200, body, headers });
