import type { Files } from '../host/ports.ts';
import { journalLine, type JournalEvent } from './journal.ts';

/** Keeps what happens on disk at once: a run that is killed loses nothing that was finished. */
export type RecordEvent = (event: JournalEvent) => Promise<void>;

/** Path of the journal in an output folder. */
export function journalPath(output: string): string {
  return `${output}/journal.jsonl`;
}

/** Starts the journal of a new run; one of an earlier run in the same folder is replaced. */
export async function startJournal(files: Files, output: string): Promise<RecordEvent> {
  const path = journalPath(output);
  await files.remove(path);
  return event => files.append(path, journalLine(event));
}
