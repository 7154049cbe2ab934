import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findChromium, startBrowser } from '../lab/browser.ts';
import { canInstall, installPackages } from '../lab/packages.ts';
import { commentWidth, frame } from '../test/support/comment-frame.ts';
import { digest, largestPicture, picturesFolder, pictured, type Subject } from '../test/support/pictures.ts';

/** How a picture is taken: how wide the reader's window is, which part it shows, and how much smaller it is. */
const shots: Readonly<Record<Subject['as'], { readonly width: number; readonly end: string; readonly scale: number }>> =
  {
    comment: { width: commentWidth, end: 'article', scale: 1 },
    desktop: { width: 1280, end: '.charts', scale: 0.6 },
    phone: { width: 390, end: '.charts > :first-child', scale: 0.8 }
  };

/** Draws the comments in docs/examples and the page of a regression. */
const chromium = await findChromium();
if (chromium === undefined) throw new Error('this needs Chromium; install it, or run this as root on Debian or Ubuntu');
if (canInstall()) await installPackages(['fonts-liberation', 'fonts-noto-color-emoji'], console.error);
const scratch = await mkdtemp(join(tmpdir(), 'cilium-perf-gate-pictures-'));
const digests = new Map<string, string>();
{
  await using browser = await startBrowser(chromium);
  for (const { name, as, text } of pictured()) {
    const { width, end, scale } = shots[as];
    const file = join(scratch, `${name}.html`);
    await writeFile(file, as === 'comment' ? frame(text) : text);
    const { picture } = await browser.show(pathToFileURL(file).href, { width, height: 900, scheme: 'light' });
    let image = await picture(end, scale);
    for (let less = scale - 0.1; image.length > largestPicture; less -= 0.1) image = await picture(end, less);
    await writeFile(join(picturesFolder, `${name}.webp`), image);
    digests.set(name, digest(text));
  }
}
await rm(scratch, { recursive: true });
const drawn = (await readdir(picturesFolder)).filter(name => name.endsWith('.webp'));
for (const name of drawn) if (!digests.has(name.replace(/\.webp$/, ''))) await rm(join(picturesFolder, name));
await writeFile(join(picturesFolder, 'pictures.json'), `${JSON.stringify(Object.fromEntries(digests), null, 2)}\n`);
