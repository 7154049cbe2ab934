import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { localhostCertificate } from '../../test/support/loopback-arm/certificate.ts';
import { scratch } from '../support.ts';

/** A chart repository on this machine. */
export interface ChartRepository {
  /** For the input `cilium-chart`. */
  readonly url: string;
  /** Makes helm trust its certificate, and nothing else. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): void;
}

/** Packages chart folders with helm and serves them. */
export async function serveCharts(helm: string, charts: readonly string[]): Promise<ChartRepository> {
  const folder = scratch();
  const run = (...args: readonly string[]): void => {
    const { status, stderr } = spawnSync(helm, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`helm ${args.join(' ')}: ${stderr}`);
  };
  run('package', ...charts, '--destination', folder);
  run('repo', 'index', folder);
  const { key, certificate } = await localhostCertificate();
  const server = createServer({ key, cert: certificate }, (request, response) => {
    try {
      response.end(readFileSync(join(folder, basename(request.url ?? ''))));
    } catch {
      response.writeHead(404).end();
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const bundle = join(folder, 'certificate.pem');
  writeFileSync(bundle, certificate);
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    environment: { SSL_CERT_FILE: bundle },
    stop: () => {
      server.close();
    }
  };
}
