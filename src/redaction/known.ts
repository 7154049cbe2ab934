import { isSecretName } from './secret-names.ts';
import type { Replace } from './mark.ts';

/** Shorter values are ordinary words too often: removing them everywhere would garble texts and hide no secret. */
const shortest = 8;
/** More than a run knows. A bound, because every text is searched for all of them. */
const most = 1000;

/** The secrets that this process holds, in each form in which other programs print them; longest first. */
let known: readonly string[] = [];

/**
 * Remembers values that this process holds and that must not be printed, however they look: the token for GitHub, a
 * kubeconfig's credentials, keys that a run generates.
 */
export function rememberSecrets(values: readonly (string | undefined)[]): void {
  const written = values.flatMap(value => {
    const secret = value?.trim() ?? '';
    if (secret.length < shortest) return [];
    const lines = secret.includes('\n') ? secret.split('\n').filter(line => line.length >= 2 * shortest) : [];
    const quoted = JSON.stringify(secret).slice(1, -1);
    return [
      secret,
      quoted,
      Buffer.from(secret).toString('base64'),
      encodeURIComponent(secret.toWellFormed()),
      ...lines
    ];
  });
  known = [...new Set([...known, ...written.filter(text => !text.startsWith('-----'))])]
    .sort((a, b) => b.length - a.length)
    .slice(0, most);
}

/** Replaces the remembered values. */
export function redactKnown(text: string, replace: Replace): string {
  return known.reduce(
    (clean, secret) => (clean.includes(secret) ? clean.replaceAll(secret, () => replace(secret)) : clean),
    text
  );
}

/** Variables that say where something is: the working directory, sockets, files with tokens. */
const places = /^(?:OLD)?PWD$|_(?:DIR|FILE|PATH|SOCK)$/i;

/** Remembers the tokens and passwords that this process was started with. Of the inputs, only one is a secret. */
export function rememberEnvironment(environment: Readonly<Record<string, string | undefined>>): void {
  const isSecret = (name: string): boolean =>
    name.startsWith('INPUT_') ? name === 'INPUT_GITHUB-TOKEN' : isSecretName(name) && !places.test(name);
  rememberSecrets(Object.entries(environment).flatMap(([name, value]) => (isSecret(name) ? [value] : [])));
}
