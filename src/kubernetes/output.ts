import { outputLimitBytes } from './connection.ts';

/**
 * What a command has printed. One piece of memory, because a server can send each byte in a frame of its own; decoded
 * as a whole, because a frame can end within a character.
 */
export class Output {
  #bytes = Buffer.alloc(0);
  #length = 0;

  /** Adds a chunk; returns false if that would exceed the limit. */
  append(chunk: Buffer): boolean {
    const length = this.#length + chunk.length;
    if (length > outputLimitBytes) return false;
    if (length > this.#bytes.length) {
      const larger = Buffer.alloc(Math.min(Math.max(2 * length, 4096), outputLimitBytes));
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    chunk.copy(this.#bytes, this.#length);
    this.#length = length;
    return true;
  }

  get length(): number {
    return this.#length;
  }

  /** The text between two bytes. */
  text(from = 0, to = this.#length): string {
    return this.#bytes.toString('utf8', from, to);
  }

  /** Place of a text that does not begin before `from`; -1 if there is none. */
  find(text: string, from: number): number {
    return this.#bytes.subarray(0, this.#length).indexOf(text, Math.max(0, from));
  }
}
