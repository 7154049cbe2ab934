import type { Account } from './port.ts';

/** A value of a hidden marker. It may contain anything, but must not end the HTML comment or add a space. */
export function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[-!'()*~]/g,
    character => `%${character.charCodeAt(0).toString(16)}`
  );
}

/** GraphQL sometimes omits the `[bot]` suffix of an app's login, but a user with that plain name is not the app. */
export function isSame(viewer: Account, author: Account | undefined): boolean {
  if (author === undefined) return false;
  return author.login === viewer.login || (author.bot && author.login === `${viewer.login}[bot]`);
}
