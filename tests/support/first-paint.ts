import type { BrowserContext } from 'playwright-core';

/** What whoever opens a page first gets of it, in milliseconds but for the shift. */
export interface FirstPaint {
  /** Until the largest thing on the first screen stood there. */
  largest: number;
  /** Cumulative layout shift. */
  shifted: number;
  /** What was pushed about, from where to where, so that a failure says it. */
  moved: string[];
  /** In which a touch would have waited, from the first paint on. */
  blocked: number;
}

/** 1.6 Mb/s with 150 ms, as of a phone at the edge of a village. */
const LINE = {
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
  offline: false,
};
const SLOWER = 4;

/** Has a page note its own paint from its first moment on. */
export const WATCH_PAINT = {
  content: `window.painted = { largest: 0, shifted: 0, blocked: 0, moved: [] };
    const first = () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity;
    const tasks = [];
    const watch = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
    watch('largest-contentful-paint', ({ startTime }) => { painted.largest = startTime; });
    const place = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' ');
    watch('layout-shift', ({ value, sources }) => {
      painted.shifted += value;
      for (const { node, previousRect, currentRect } of sources)
        painted.moved.push(\`\${(node?.outerHTML ?? node?.textContent ?? '').slice(0, 60)}: \${place(previousRect)} > \${place(currentRect)}\`);
    });
    watch('longtask', (task) => { tasks.push(task); });
    window.firstPaint = () => ({
      ...painted,
      blocked: tasks.reduce((sum, { startTime, duration }) =>
        sum + Math.max(0, startTime + duration - Math.max(startTime, first()) - 50), 0),
    });`,
};

/** What the page noted up to now; it has to have been watched. */
const FIRST_PAINT = 'firstPaint()';

/** Opens an address for the first time, on a phone four times slower than this machine. */
export async function paintOnASlowPhone(context: BrowserContext, url: string): Promise<FirstPaint> {
  const page = await context.newPage();
  const devTools = await context.newCDPSession(page);
  await devTools.send('Network.enable');
  await devTools.send('Network.emulateNetworkConditions', LINE);
  await devTools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.addInitScript(WATCH_PAINT);
  await page.goto(url, { waitUntil: 'networkidle' });
  return page.evaluate<FirstPaint>(FIRST_PAINT);
}
