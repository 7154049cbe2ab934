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

/** Options of a request with another time limit. The API server has none for proxied requests. */
export function limitedTo(seconds: number): ConfigurationOptions {
  return { middleware: [limit(() => endAfter(seconds))], middlewareMergeStrategy: 'replace' };
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
function limit(end: () => AbortSignal, bytes = { left: Infinity }): ObservableMiddleware {
  return {
    pre: (request: RequestContext) => {
      request.setSignal(end());
      return new Observable(Promise.resolve(request));
    },
    post: ({ httpStatusCode, headers, body }: ResponseContext) => {
      const read = async (): Promise<Buffer> => {
        const most = Math.min(bytes.left, outputLimitBytes);
        const chunks: Uint8Array[] = [];
        let size = 0;
        for await (const chunk of (body.stream() ?? []) as AsyncIterable<Uint8Array>) {
          size += chunk.byteLength;
          if (size > most) throw new ClusterError(`the answer has more than ${most} bytes`);
          chunks.push(chunk);
        }
        bytes.left -= size;
        return Buffer.concat(chunks);
      };
      const limited = { text: async () => (await read()).toString('utf8'), binary: read, stream: () => body.stream() };
      return new Observable(Promise.resolve(new ResponseContext(httpStatusCode, headers, limited)));
    }
  };
}
