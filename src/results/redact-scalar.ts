/** Makes the marker that stands in a secret's place. */
export type Replace = (secret: string) => string;

/** The pattern of a marker, for those that must take it as one value. */
export const marker = String.raw`\[redacted sha256:[0-9a-f]{8}\]`;

const settled = new RegExp(String.raw`^\s*(?:|true|false|null|~|\{\}|\[\]|\(hidden\)|${marker}[,;)}\]]*)\s*$`);

/** Whether a value needs no redaction whatever its name: nothing, a switch, or redacted already. */
export function isSettled(value: string): boolean {
  return settled.test(value);
}

/** Replaces one scalar of YAML or JSON and keeps its quotes. */
export function redactScalar(value: string, replace: Replace): string {
  const [, quote = '', inner = value] = /^(["'])([\s\S]*)\1$/.exec(value) ?? [];
  return isSettled(inner) ? value : quote + replace(inner) + quote;
}
