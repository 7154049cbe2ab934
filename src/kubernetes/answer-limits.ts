import {
  createConfiguration,
  Observable,
  ResponseContext,
  ServerConfiguration,
  type Configuration,
  type ConfigurationOptions,
  type KubeConfig,
  type ObservableMiddleware,
  type RequestContext
} from '@kubernetes/client-node';
import { readAtMost } from '../lib/read-at-most.ts';
import { ClusterError, TransientError } from '../model/errors.ts';
import { outputLimitBytes } from './connection.ts';

/** The API server itself ends a request after 60 s (--request-timeout), however slow the cluster is. */
const answerSeconds = 75;
/** For all pages of a list. */
const listSeconds = 150;
/** Twice the nodes that Kubernetes supports, with 13 kB each. */
export const maxPages = 100;
const maxListBytes = 128 * 1024 * 1024;

/** client-node has no limits of its own: it waits 300 s for the first byte, and without end for the last. */
export function limitedConfiguration(config: KubeConfig, seconds = answerSeconds): Configuration {
  return createConfiguration({
    baseServer: new ServerConfiguration(config.getCurrentCluster()?.server ?? '', {}),
    authMethods: { default: config },
    middleware: [limit(() => endAfter(seconds))]
  });
}

/**
 * Options of a request for a text instead of an object, with another time limit. The API server has none for proxied
 * requests.
 */
export function limitedText(seconds = answerSeconds): ConfigurationOptions {
  return { middleware: [limit(() => endAfter(seconds), undefined, false)], middlewareMergeStrategy: 'replace' };
}

/** Options of the requests for one list, with limits for all its pages. */
export function limitedList(): ConfigurationOptions {
  const end = endAfter(listSeconds);
  return { middleware: [limit(() => end, { left: maxListBytes })], middlewareMergeStrategy: 'replace' };
}

/** A signal that ends a request with what happened. */
function endAfter(seconds: number): AbortSignal {
  const end = new AbortController();
  setTimeout(() => {
    end.abort(new TransientError(`no complete answer within ${seconds} s`));
  }, seconds * 1000).unref();
  return end.signal;
}

/** Limits the time and the size of answers; several together have at most `bytes`. */
function limit(end: () => AbortSignal, bytes = { left: Infinity }, isObject = true): ObservableMiddleware {
  return {
    pre: (request: RequestContext) => {
      request.setSignal(end());
      const dispatcher = request.getDispatcher();
      if (dispatcher !== undefined) request.setDispatcher(withoutRedirects(dispatcher));
      return new Observable(Promise.resolve(request));
    },
    post: ({ httpStatusCode, headers, body }: ResponseContext) => {
      const read = async (): Promise<Buffer> => {
        const most = Math.min(bytes.left, outputLimitBytes);
        const stream = body.stream() as AsyncIterable<Uint8Array> | undefined;
        const answer = await readAtMost(stream, most, message => new ClusterError(message));
        bytes.left -= answer.length;
        return answer;
      };
      const text = async (): Promise<string> => {
        const answer = (await read()).toString('utf8');
        if (isObject && httpStatusCode < 300) refuseOthers(headers['content-type'], answer);
        return answer;
      };
      const limited = { text, binary: read, stream: () => body.stream() };
      return new Observable(Promise.resolve(new ResponseContext(httpStatusCode, headers, limited)));
    }
  };
}

type Dispatcher = NonNullable<ReturnType<RequestContext['getDispatcher']>>;

/** No API server redirects. fetch would follow up to 20 redirects, and send what is written to another host. */
function withoutRedirects(dispatcher: Dispatcher): Dispatcher {
  let isSent = false;
  return dispatcher.compose(dispatch => (options, handler) => {
    if (isSent) throw new ClusterError('the answer is a redirect, which is not followed');
    isSent = true;
    return dispatch(options, handler);
  });
}

/** A proxy's own page, such as a login, must not pass for an object without fields. */
function refuseOthers(type: string | undefined, answer: string): void {
  if (!/^application\/json\b/.test(type ?? '')) throw new ClusterError('the answer is not JSON');
  if (!/^\s*\{/.test(answer)) throw new ClusterError('the answer is not an object');
}
