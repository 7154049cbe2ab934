import { BlockList, isIP } from 'node:net';
import { InputError } from '../errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that the environment names for an API server, read as kubectl and helm read it (Go's
 * golang.org/x/net/http/httpproxy): HTTPS_PROXY, or HTTP_PROXY for an `http:` server, unless NO_PROXY leaves the server out.
 * proxy-from-env, the library for this, knows no ranges in NO_PROXY, by which most API servers are left out.
 */
export function proxyFor(server: string, environment: Environment): string | undefined {
  const url = new URL(server);
  const name = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const proxy = variable(environment, name);
  if (proxy === '' || isDirect(url, variable(environment, 'NO_PROXY'))) return undefined;
  const whole = proxy.includes('://') ? proxy : `http://${proxy}`;
  // The address may carry a password, so the message does not repeat it.
  if (!URL.canParse(whole)) throw new InputError(`${name}: is not an address; write it like http://proxy.example:3128`);
  return whole;
}

function variable(environment: Environment, name: string): string {
  return [environment[name], environment[name.toLowerCase()]].find(value => value !== undefined && value !== '') ?? '';
}

function isDirect(url: URL, noProxy: string): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  if (host === 'localhost' || contains(host, '127.0.0.0', 8) || contains(host, '::1', 128)) return true;
  return noProxy
    .toLowerCase()
    .split(',')
    .some(entry => matches(entry.trim(), host, port));
}

/** Whether an entry of NO_PROXY is about a host: `*`, a range, or an address or domain that may have a port. */
function matches(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  const [, network, prefix] = /^(.+)\/(\d+)$/.exec(entry) ?? [];
  if (network !== undefined) return contains(host, network, Number(prefix));
  const [, bracketed, plain, onlyPort] = /^(?:\[(.+)\]|([^:]+)):(\d+)$/.exec(entry) ?? [];
  const name = bracketed ?? plain ?? entry;
  if (name === '' || (onlyPort !== undefined && onlyPort !== port)) return false;
  if (isIP(name) !== 0) return contains(host, name, isIP(name) === 4 ? 32 : 128);
  // `.example.com` and `*.example.com` are the domains below, `example.com` is also that one itself.
  const domain = name.replace(/^\*(?=\.)/, '');
  return domain.startsWith('.') ? host.endsWith(domain) : host === domain || host.endsWith(`.${domain}`);
}

function contains(host: string, network: string, prefix: number): boolean {
  const version = isIP(network);
  if (version === 0 || isIP(host) !== version || prefix > (version === 4 ? 32 : 128)) return false;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  const range = new BlockList();
  range.addSubnet(network, prefix, family);
  return range.check(host, family);
}
