/**
 * An AbortSignal that the first SIGINT or SIGTERM aborts. A runner sends SIGINT, SIGTERM 7.5 s later and SIGKILL 2.5 s
 * after that (rules 5), so the second signal must not end the process: whoever listens has 5 s to flush.
 */
export function listenForSignals(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      controller.abort(name);
    });
  }
  return controller.signal;
}
