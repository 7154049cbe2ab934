/** The bytes of a stream. Throws what `tooLong` returns as soon as there are more than `most`; declared lengths do not count. */
export async function readAtMost(
  stream: AsyncIterable<Uint8Array> | null | undefined,
  most: number,
  tooLong: (message: string) => Error
): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream ?? []) {
    bytes += chunk.byteLength;
    if (bytes > most) throw tooLong(`the answer has more than ${most} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
