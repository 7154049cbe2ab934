import { expect, test } from '@jest/globals';
import { proxyFor } from '../../src/kubernetes/connection.ts';

const proxy = 'http://proxy.example:3128';

/** As Go's httpproxy decides (its TestProxyFromEnvironment and TestUseProxy), which kubectl and helm ask. */
test.each<[server: string, noProxy: string, through: boolean]>([
  ['https://api.example.com', '', true],
  ['https://localhost:6443', '', false],
  ['https://127.0.0.1:6443', '', false],
  ['https://127.8.9.10', '', false],
  ['https://[::1]:6443', '', false],
  ['https://api.example.com', '*', false],
  ['https://api.example.com', 'other.org, *', false],
  ['https://api.example.com', 'example.com', false],
  ['https://example.com', 'example.com', false],
  ['https://example.com', '.example.com', true],
  ['https://api.example.com', '.example.com', false],
  ['https://api.example.com', '*.example.com', false],
  ['https://badexample.com', 'example.com', true],
  ['https://api.example.com', 'ample.com', true],
  ['https://api.example.com', 'EXAMPLE.com', false],
  ['https://api.example.com:6443', 'example.com:6443', false],
  ['https://api.example.com:6443', 'example.com:443', true],
  ['https://api.example.com', 'example.com:443', false],
  ['https://10.0.0.1:6443', '10.0.0.0/8', false],
  ['https://11.0.0.1:6443', '10.0.0.0/8', true],
  ['https://10.0.0.1:6443', '10.0.0.1', false],
  ['https://10.0.0.1:6443', '10.0.0.1:6443', false],
  ['https://10.0.0.1:6443', '10.0.0.1:443', true],
  ['https://10.0.0.1:6443', '10.0.0', true],
  ['https://10.0.0.1:6443', '10.0.0.0/33', true],
  ['https://[fd00::7]:6443', 'fd00::/8', false],
  ['https://[fe80::7]:6443', 'fd00::/8', true],
  ['https://[fd00::7]:6443', '[fd00::7]:6443', false],
  ['https://[fd00::7]:6443', 'fd00:0:0::7', false],
  ['https://api.example.com', ' , ,:443', true]
])('%s with NO_PROXY "%s" goes through the proxy: %s', (server, noProxy, through) => {
  expect(proxyFor(server, { HTTPS_PROXY: proxy, NO_PROXY: noProxy })).toBe(through ? proxy : undefined);
  expect(proxyFor(server, { https_proxy: proxy, no_proxy: noProxy })).toBe(through ? proxy : undefined);
});

test('each kind of server has its own variable, upper case first, and a proxy without scheme is http', () => {
  const environment = { HTTPS_PROXY: 'upper:1', https_proxy: 'lower:1', http_proxy: 'socks5://plain:2' };
  expect(proxyFor('https://api.example.com', environment)).toBe('http://upper:1');
  expect(proxyFor('http://api.example.com', environment)).toBe('socks5://plain:2');
  expect(proxyFor('https://api.example.com', { HTTPS_PROXY: '', https_proxy: 'lower:1' })).toBe('http://lower:1');
  expect(proxyFor('https://api.example.com', { HTTP_PROXY: proxy })).toBeUndefined();
});

test('an invalid proxy URL is refused with the name of its variable, without its password', () => {
  expect(() => proxyFor('https://api.example.com', { HTTPS_PROXY: 'http://u:secret@:no' })).toThrow(
    /^HTTPS_PROXY: must be a URL, such as http:\/\/proxy.example:3128$/
  );
});
