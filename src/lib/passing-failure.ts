/**
 * Error texts of Go programs (helm, the agent, kubelet), Node.js and registries for requests that may succeed if
 * retried: timeouts, dropped connections, and servers that were busy or starting.
 */
const passing = [
  /context deadline exceeded|i\/o timeout|TLS handshake timeout|Client\.Timeout exceeded|client connection (?:lost|force closed)/,
  /connection refused|connection reset by peer|broken pipe|unexpected EOF|: EOF$|use of closed network connection/m,
  /no route to host|network is unreachable|server misbehaving|temporary failure in name resolution/i,
  /etcdserver: |leader changed|server is currently unable to handle|server was unable to return a response in the time/,
  /too ?many ?requests|internal server error|internal error occurred|bad gateway|service unavailable|gateway time-?out/i,
  /E(?:CONNREFUSED|CONNRESET|CONNABORTED|TIMEDOUT|PIPE|AI_AGAIN|HOSTUNREACH|NETUNREACH)|TimeoutError|(?:Connect|Headers|Body) Timeout Error/,
  /socket (?:hang up|disconnected)|other side closed|premature close/i,
  /another operation \(install\/upgrade\/rollback\) is in progress/
];

/** Whether a component's error text describes a temporary failure. */
export function isPassingFailure(text: string): boolean {
  return passing.some(words => words.test(text));
}
