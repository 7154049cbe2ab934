import type { Replace } from './mark.ts';

/**
 * Prefixes of tokens that their issuers made recognizable, with what follows. Shorter than real ones, because messages
 * cut tokens off.
 */
const issued: readonly string[] = [
  String.raw`github_pat_\w{16,}`,
  String.raw`gh[opusr]_[\w.-]{16,}`,
  // GitLab, and its kinds for runners, triggers and deployments.
  String.raw`gl(?:pat|oas|dt|rt|cbt|ptt|ft|imt|agent|soat|ffct)-[\w.-]{16,}`,
  'npm_[A-Za-z0-9]{30,}',
  String.raw`xox[abeoprs]-[\w-]{10,}`,
  String.raw`xapp-\d-[\w-]{10,}`,
  '(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Z0-9])',
  String.raw`AIza[\w-]{35}`,
  String.raw`ya29\.[\w-]{20,}`,
  String.raw`GOCSPX-[\w-]{20,}`,
  // age, HashiCorp Vault, Stripe, OpenAI, Anthropic and others with `sk-`, Hugging Face, PyPI, Grafana, DigitalOcean.
  'AGE-SECRET-KEY-1[A-Z0-9]{16,}',
  String.raw`hv[sbr]\.[\w-]{16,}`,
  '(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{10,}',
  'whsec_[A-Za-z0-9+/=]{16,}',
  String.raw`sk-(?=[\w-]{0,200}\d)[\w-]{20,}`,
  'hf_(?=[A-Za-z]{0,200}[A-Z0-9])[A-Za-z0-9]{16,}',
  String.raw`pypi-(?:AgE|(?=[\w-]{0,200}[A-Z]))[\w-]{16,}`,
  String.raw`gl(?:sa|c)_[\w+/=]{20,}`,
  'do[opr]_v1_[a-f0-9]{16,}',
  String.raw`dckr_(?:pat|oat)_[\w-]{16,}`,
  String.raw`SG\.[\w-]{16,}\.[\w-]{16,}`,
  'shp(?:at|ca|pa|ss)_[A-Fa-f0-9]{16,}',
  'lin_api_[A-Za-z0-9]{20,}',
  String.raw`tskey-[a-z]+-[\w-]{10,}`,
  'dapi[a-f0-9]{32}',
  String.raw`ATATT3[\w=-]{20,}`,
  'rubygems_[a-f0-9]{32,}',
  String.raw`(?:nvapi|sntrys|gsk|r8|xai)[-_](?=[\w-]{0,200}\d)[\w-]{24,}`,
  String.raw`\d{8,10}:AA[\w-]{32,}`,
  // A bootstrap token of kubeadm.
  String.raw`[a-z0-9]{6}\.(?=[a-z]{0,15}\d)[a-z0-9]{16}(?![\w.-])`
];

/** Any of these tokens at the beginning of a word. */
export const issuedToken = new RegExp(String.raw`()((?<![\w/.-])(?:${issued.join('|')}))`, 'g');

/** A JSON web token over several lines. Each line but the last is filled. */
const wrapped =
  /(?<![\w.-])eyJ[\w-]{8}[\w.-]*(?:(?:[ \t]{0,9}\n[ \t]*|\\n[ \t]*)[\w.-]{8,}(?=[ \t]{0,9}(?:\n|\\n|["',]|$)))+/g;
const separator = /([ \t]{0,9}\n[ \t]*|\\n[ \t]*)/;
const webToken = /^eyJ[\w-]{6,}\.[\w-]{4,}/;
const filledLine = 32;

/** Replaces JSON web tokens that were wrapped over lines, as YAML, mail and terminals do. */
export function redactWrappedTokens(text: string, replace: Replace): string {
  return text.replace(wrapped, block => {
    const pieces = block.split(separator);
    let result = '';
    for (let at = 0; at < pieces.length; at += 2) {
      const token = [pieces[at] ?? ''];
      while (token[0]?.startsWith('eyJ') === true && continues(token.at(-1) ?? '', pieces[at + 2])) {
        at += 2;
        token.push(pieces[at] ?? '');
      }
      const whole = token.join('');
      result += (token.length > 1 && webToken.test(whole) ? replace(whole) : whole) + (pieces[at + 1] ?? '');
    }
    return result;
  });
}

/** A line that is full is followed by the rest, which is no ordinary word. */
function continues(line: string, next: string | undefined): boolean {
  if (next === undefined || line.length < filledLine || !/[A-Z0-9]/.test(next)) return false;
  return line.endsWith('.') || !next.startsWith('eyJ');
}
