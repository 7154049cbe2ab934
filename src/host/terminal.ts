import { formatMinutes } from '../lib/duration.ts';
import { cleanLine } from '../redaction/foreign.ts';
import { rememberEnvironment } from '../redaction/known.ts';
import type { Outputs, Progress } from './ports.ts';
import { isInteractive, painter, type Stream } from './stream.ts';

/** Cells of the bar. */
const barWidth = 20;
const eraseLine = '\r\x1b[2K';

/**
 * Command line output. Progress goes to stderr, so that stdout is free for results. On a terminal, a last line shows how far
 * the run is; in CI and in a file, there are only whole lines without colors.
 */
export function createTerminal(stream: Stream = process.stderr, environment: NodeJS.ProcessEnv = process.env): Outputs {
  rememberEnvironment(environment);
  const paint = painter(stream, environment);
  const live = createLiveLine(stream, isInteractive(stream, environment));
  const line = (text: string): void => {
    live.above(`${text}\n`);
  };
  return {
    info: text => {
      line(cleanLine(text));
    },
    warning: text => {
      line(`${paint('yellow', 'warning:')} ${cleanLine(text)}`);
    },
    error: text => {
      line(`${paint('red', 'error:')} ${cleanLine(text)}`);
    },
    async group(title, phase) {
      line(paint('bold', `== ${cleanLine(title)}`));
      return phase();
    },
    progress: live.show,
    setOutput: () => undefined,
    summary: () => Promise.resolve()
  };
}

/** The last line of a terminal, which is drawn again below each new line, and every second. */
function createLiveLine(
  stream: Stream,
  isLive: boolean
): { readonly above: (text: string) => void; readonly show: Outputs['progress'] } {
  let shown: { readonly state: Progress; readonly since: number; readonly timer: NodeJS.Timeout } | undefined;
  const draw = (): void => {
    if (shown === undefined) return;
    const past = (performance.now() - shown.since) / 1000;
    const { title, elapsedSeconds, leftSeconds } = shown.state;
    const text = describeProgress({
      title: cleanLine(title),
      elapsedSeconds: elapsedSeconds + past,
      leftSeconds: Math.max(0, leftSeconds - past)
    });
    // A longer line would wrap, and only its last row could be erased.
    stream.write(`${eraseLine}${text.slice(0, (stream.columns ?? 80) - 1)}`);
  };
  return {
    above: text => {
      stream.write(shown === undefined ? text : `${eraseLine}${text}`);
      draw();
    },
    show: state => {
      if (!isLive) return;
      if (shown !== undefined) {
        clearInterval(shown.timer);
        stream.write(eraseLine);
      }
      shown =
        state === undefined ? undefined : { state, since: performance.now(), timer: setInterval(draw, 1000).unref() };
      draw();
    }
  };
}

function describeProgress({ title, elapsedSeconds, leftSeconds }: Progress): string {
  const share = elapsedSeconds / Math.max(1, elapsedSeconds + leftSeconds);
  const full = Math.round(share * barWidth);
  const bar = `${'█'.repeat(full)}${'░'.repeat(barWidth - full)}`;
  return `${bar} ${String(Math.floor(share * 100)).padStart(3)} %  about ${formatMinutes(leftSeconds)} left  ${title}`;
}
