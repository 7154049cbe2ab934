import { createServer } from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answer } from './answers.ts';
import { localhostCertificate } from './certificate.ts';
import { createArmWorld, type ArmWorld } from './world.ts';

/** An Azure of one subscription on this machine. */
export interface LoopbackArm extends AsyncDisposable {
  /** `https://localhost:port`. */
  readonly url: string;
  /** PEM; whoever asks must trust it. */
  readonly certificate: string;
  world: ArmWorld;
  /** Method and path of everything that was asked of ARM. */
  readonly requests: string[];
}

/** Starts it on a free port. */
export async function startLoopbackArm(): Promise<LoopbackArm> {
  const { key, certificate } = await localhostCertificate();
  const requests: string[] = [];
  const server = createServer({ key, cert: certificate }, (request, response) => {
    void readBody(request).then(text => {
      const url = new URL(request.url ?? '/', arm.url);
      const method = request.method ?? 'GET';
      const { status, body, headers } =
        special(url, arm.url) ??
        entra(url, arm.url, text, arm.world.acceptedAssertion) ??
        answer(arm.world, { method, url, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) });
      if (special(url, arm.url) === undefined && !/oauth2|openid/.test(url.pathname))
        requests.push(`${method} ${url.pathname}`);
      response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    });
  });
  await new Promise<void>(resolve => server.listen(0, 'localhost', resolve));
  const arm: LoopbackArm = {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    certificate,
    world: createArmWorld(),
    requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    }
  };
  return arm;
}

/** The description of the cloud and the tokens of a managed identity: not ARM's, but az asks for them. */
function special(url: URL, origin: string): ReturnType<typeof answer> | undefined {
  if (url.pathname === '/metadata/endpoints') return { status: 200, body: describeCloud(origin) };
  if (url.pathname === '/token') return { status: 200, body: token(url.searchParams.get('resource') ?? origin) };
  return undefined;
}

/** Entra ID for a service principal by OIDC: its own description, and a token that is over at once for the accepted assertion. */
function entra(
  url: URL,
  origin: string,
  form: string,
  accepted: string | undefined
): ReturnType<typeof answer> | undefined {
  const [, tenant = ''] = url.pathname.split('/');
  if (url.pathname.endsWith('/v2.0/.well-known/openid-configuration')) {
    const base = `${origin}/${tenant}`;
    const endpoints = {
      token_endpoint: `${base}/oauth2/v2.0/token`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`
    };
    return { status: 200, body: { ...endpoints, issuer: `${base}/v2.0` } };
  }
  if (!url.pathname.endsWith('/oauth2/v2.0/token')) return undefined;
  if (accepted === undefined || new URLSearchParams(form).get('client_assertion') !== accepted) {
    const message = 'AADSTS700024: Client assertion is not within its valid time range.';
    return { status: 401, body: { error: 'invalid_client', error_description: message, error_codes: [700024] } };
  }
  return { status: 200, body: { ...token(origin), expires_in: 1, expires_on: undefined } };
}

/** Without its suffixes az cannot register a cloud. */
function describeCloud(origin: string): object {
  return {
    name: 'lab',
    authentication: {
      loginEndpoint: `${origin}/login`,
      audiences: [origin],
      tenant: 'common',
      identityProvider: 'AAD'
    },
    resourceManager: origin,
    graph: origin,
    graphAudience: origin,
    portal: origin,
    suffixes: { acrLoginServer: 'invalid', keyVaultDns: 'invalid', storage: 'invalid', sqlServerHostname: 'invalid' }
  };
}

function token(resource: string): object {
  const expires = Math.floor(Date.now() / 1000) + 3600;
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = {
    tid: '99999999-8888-7777-6666-555555555555',
    oid: '00000000-0000-0000-0000-000000000001',
    appid: '00000000-0000-0000-0000-000000000002',
    xms_mirid: '/identity',
    aud: resource,
    exp: expires
  };
  const signature = Buffer.from('signature').toString('base64url');
  return {
    access_token: `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.${signature}`,
    expires_on: String(expires),
    token_type: 'Bearer',
    resource
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
