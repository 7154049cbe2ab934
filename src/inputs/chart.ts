import { z } from 'zod';
import type { ChartSource } from './options.ts';
import { oneLine } from './values.ts';

/** A chart by path, OCI reference or repository address. Whether a path exists is not asked here. */
export const chart = oneLine.transform((value, context): ChartSource => {
  const wrong = (message: string, shown = value): never => {
    context.addIssue({ code: 'custom', input: shown, message });
    return z.NEVER;
  };
  if (value.startsWith('oci://')) {
    if (/(:[^/:]*|@[^/]*)$/.test(value.slice('oci://'.length).replace(/^[^/]*/, ''))) {
      return wrong('has a tag or digest; leave that out and name the version in cilium-version');
    }
    if (!/^oci:\/\/[^/\s@]+(\/[^/\s@]+)+$/.test(value)) {
      return wrong('is not an OCI reference; write it like oci://quay.io/cilium/charts/cilium');
    }
    return { kind: 'oci', reference: value };
  }
  if (value.startsWith('https://')) {
    const url = URL.parse(value);
    if (url === null) return wrong('is not an address; write it like https://helm.cilium.io');
    if (url.username !== '' || url.password !== '') {
      // The value itself would put the password into the log.
      return wrong('carries a user name or password; leave it out, addresses are shown in logs', `https://${url.host}`);
    }
    if (url.pathname.endsWith('.tgz')) {
      return wrong("is an archive's address; write the repository's, like https://helm.cilium.io");
    }
    return { kind: 'repository', url: value };
  }
  if (/^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(value)) {
    return wrong('is not supported; write a path, oci://… or https://…');
  }
  return { kind: 'path', path: value };
});
