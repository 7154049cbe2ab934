import type { z } from 'zod';
import type { PlaceReading, Section } from './contract.ts';
import { NoProof } from './draft.ts';

/** What a section printed. @throws NoProof when it was not read. */
export function textOf(place: PlaceReading, section: Pick<Section, 'name'>, where: string): string {
  const reading = place.sections[section.name];
  if (reading === undefined) throw new NoProof(`${section.name} of ${where} was not read`);
  if (!reading.ok) throw new NoProof(`${section.name} of ${where} could not be read: ${reading.why}`);
  return reading.text;
}

/** JSON in the shape that is needed. @throws NoProof when it is none. */
export function parseJson<T>(text: string, schema: z.ZodType<T>, what: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new NoProof(`${what} is not JSON`);
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new NoProof(`${what} has not the expected form: ${parsed.error.issues[0]?.message ?? ''}`);
  return parsed.data;
}
