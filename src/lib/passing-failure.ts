/**
 * Words of Go programs (helm, the agent, kubelet), of Node.js and of registries for a request that may succeed when it is made again:
 * time-outs, connections that were cut, servers that were busy or starting.
 */
const passing = [
  /context deadline exceeded|i\/o timeout|TLS handshake timeout|Client\.Timeout exceeded|client connection (?:lost|force closed)/,
  /connection refused|connection reset by peer|broken pipe|unexpected EOF|: EOF$|use of closed network connection/m,
  /no route to host|network is unreachable|server misbehaving|temporary failure in name resolution/i,
  /etcdserver: |leader changed|server is currently unable to handle|server was unable to return a response in the time/,
  /too ?many ?requests|internal server error|internal error occurred|bad gateway|service unavailable|gateway time-?out/i,
  /E(?:CONNREFUSED|CONNRESET|CONNABORTED|TIMEDOUT|PIPE|AI_AGAIN|HOSTUNREACH|NETUNREACH)|TimeoutError|UND_ERR_(?:CONNECT|SOCKET)/,
  /socket (?:hang up|disconnected)|other side closed|premature close/i,
  /another operation \(install\/upgrade\/rollback\) is in progress/
];

/** Whether a component's words are those of a failure that passes. */
export function isPassingFailure(text: string): boolean {
  return passing.some(words => words.test(text));
}
