/**
 * Words of Go programs (helm, the agent, kubelet), of Node.js and of registries for a request that may succeed when it is made again:
 * time-outs, connections that were cut, servers that were busy or starting.
 */
const passing = [
  /context deadline exceeded|i\/o timeout|TLS handshake timeout|Client\.Timeout exceeded|client connection lost/,
  /connection refused|connection reset by peer|broken pipe|unexpected EOF|: EOF$/m,
  /etcdserver: |leader changed|server is currently unable to handle|server was unable to return a response in the time/,
  /too ?many ?requests|internal server error|internal error occurred|bad gateway|service unavailable|gateway time-?out/i,
  /ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|EAI_AGAIN|socket hang up|other side closed|TimeoutError/,
  /another operation \(install\/upgrade\/rollback\) is in progress/
];

/** Whether a component's words are those of a failure that passes. */
export function isPassingFailure(text: string): boolean {
  return passing.some(words => words.test(text));
}
