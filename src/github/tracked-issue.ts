import { GitHubError } from './errors.ts';
import { encode, isSame } from './marker.ts';
import type { ClosedAs, GitHub, Issue, NewIssue } from './port.ts';

/** Something that has one issue while it lasts. */
export interface Cause {
  /** The first one names its issue; an issue with any of them is about it. */
  readonly ids: readonly string[];
  /** No issue about it is older. */
  readonly since: string;
  readonly title: string;
  readonly body: string;
  /** Whether an issue is opened if there is none. */
  readonly opens: boolean;
  /** If it is over: what it is closed as, and a sentence that says why. */
  readonly end?: { readonly as: ClosedAs; readonly sentence: string };
}

/** What became of an issue. `left`: a person closed it, or opened it again after it was over. */
export interface TrackedIssue {
  readonly state: 'opened' | 'updated' | 'closed' | 'left';
  readonly url: string;
  /** Why it was opened without its assignees or labels; of two reasons, the first. */
  readonly refused?: string;
}

/** How the issues of a job are told from others, and what new ones get. */
export interface Tracker extends Pick<NewIssue, 'labels' | 'assignees'> {
  /** The input `comment-key`. */
  readonly key: string;
}

/** Fits whether GitHub counts characters or bytes. */
const maxBodyLength = 60_000;
/** New issues of one run. More losses at a time than this have one cause, or the trend is wrong. */
const maxOpened = 3;

const start = '<!-- cilium-perf-gate trend ';

/** An issue of the token's own account with a marker of this key. */
interface OwnIssue extends Issue {
  /** As it is written in the marker. */
  readonly id: string;
  /** This program closed it. */
  readonly ended: boolean;
}

/**
 * Leaves one issue for each cause: opens it, replaces its text while the cause lasts, and closes it when that is over.
 * One that a person closed stays closed, and one that this function closed is never touched again. Only issues of the
 * token's own account with the hidden marker count, and each is read again right before it is written. Returns for how many
 * causes the next run must open issues. Rejects with a GitHubError; what was done until then stays. So new issues come last:
 * if GitHub refuses them, the others are up to date.
 */
export async function trackIssues(
  github: GitHub,
  tracker: Tracker,
  causes: readonly Cause[],
  tell: (issue: TrackedIssue) => void
): Promise<number> {
  if (causes.length === 0) return 0;
  const viewer = await github.viewer();
  const since = causes.map(cause => cause.since).reduce((left, right) => (left < right ? left : right));
  const toOwn = (issue: Issue | undefined): OwnIssue[] => {
    const marker = issue !== undefined && isSame(viewer, issue.author) ? readMarker(issue.body, tracker) : undefined;
    return issue === undefined || marker === undefined ? [] : [{ ...issue, ...marker }];
  };
  const readOwn = async (): Promise<OwnIssue[]> => (await github.issues(viewer.login, since)).flatMap(toOwn);
  const write = async ({ number, id }: OwnIssue, text: string, closedAs?: ClosedAs): Promise<boolean> => {
    const [current] = toOwn(await github.issue(number));
    if (current === undefined || !isKept(current)) return false;
    const body = withMarker(tracker, id, closedAs !== undefined, text);
    if (body !== current.body) await github.updateIssue(number, body, closedAs);
    return true;
  };
  const closeAll = async (issues: readonly OwnIssue[], text: string, as: ClosedAs): Promise<void> => {
    for (const one of issues.filter(isKept)) {
      if (await write(one, text, as)) tell({ state: 'closed', url: one.url });
    }
  };
  const closeDuplicates = (kept: Issue, others: readonly OwnIssue[]): Promise<void> =>
    closeAll(others, `**Closed: this loss has the same cause as ${kept.url}.**`, 'duplicate');

  const aboutCause = (issues: readonly OwnIssue[], { ids }: Cause): OwnIssue[] => {
    const encoded = new Set(ids.map(encode));
    return issues.filter(({ id }) => encoded.has(id)).sort(byStaying);
  };

  const all = await readOwn();
  const missing: Cause[] = [];
  for (const cause of causes) {
    const { body, end } = cause;
    const [kept, ...others] = aboutCause(all, cause);
    if (end !== undefined) await closeAll(aboutCause(all, cause), `${end.sentence}\n\n${body}`, end.as);
    else if (kept === undefined) missing.push(cause);
    else {
      const written = isKept(kept) && (await write(kept, body));
      tell({ state: written ? 'updated' : 'left', url: kept.url });
      await closeDuplicates(kept, others);
    }
  }
  const opening = missing.filter(({ opens }) => opens);
  for (const cause of opening.slice(0, maxOpened)) {
    const { title, body, ids } = cause;
    const { labels, assignees } = tracker;
    const text = withMarker(tracker, encode(ids[0] ?? ''), false, body);
    const { created, ...refused } = await open(github, { title, body: text, labels, assignees });
    tell({ state: 'opened', url: created.url, ...refused });
    // Another job may have opened one at the same time.
    const [first = created, ...later] = aboutCause(await readOwn(), cause);
    await closeDuplicates(first, later);
  }
  return Math.max(0, opening.length - maxOpened);
}

/**
 * Opens an issue; without its assignees, and then without its labels, if GitHub refuses them. Somebody who left must not
 * keep a loss from being reported.
 */
async function open(github: GitHub, issue: NewIssue): Promise<{ readonly created: Issue; readonly refused?: string }> {
  try {
    return { created: await github.createIssue(issue) };
  } catch (error) {
    const { labels, assignees } = issue;
    if (!(error instanceof GitHubError) || error.kind !== 'refused' || labels.length + assignees.length === 0)
      throw error;
    const less = assignees.length > 0 ? { ...issue, assignees: [] } : { ...issue, labels: [] };
    return { ...(await open(github, less)), refused: error.message };
  }
}

/** Whether an issue is still kept up to date. */
function isKept({ open, ended }: OwnIssue): boolean {
  return open && !ended;
}

/** An open issue stays before one that is closed, and of several the oldest. */
function byStaying(left: OwnIssue, right: OwnIssue): number {
  return Number(right.open) - Number(left.open) || left.number - right.number;
}

function withMarker({ key }: Tracker, id: string, ended: boolean, text: string): string {
  const marker = `${start}key=${encode(key)} state=${ended ? 'ended' : 'open'} id=${id} -->`;
  return `${marker}\n${text.slice(0, maxBodyLength)}`;
}

function readMarker(body: string, { key }: Tracker): Pick<OwnIssue, 'id' | 'ended'> | undefined {
  const line = body.split(/\r?\n/, 1)[0] ?? '';
  const own = `${start}key=${encode(key)} `;
  if (!line.startsWith(own)) return undefined;
  const [, state, id] = /^state=(open|ended) id=(\S{1,1000}) -->$/.exec(line.slice(own.length)) ?? [];
  return state === undefined || id === undefined ? undefined : { id, ended: state === 'ended' };
}
