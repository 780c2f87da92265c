import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BROWSER_FLAGS, findBrowser } from '../support/browser.js';

const HERE = import.meta.dirname;
const LIGHTHOUSE = join(HERE, 'node_modules', 'lighthouse', 'cli', 'index.js');
const INSTALL_PATIENCE_MS = 300_000;
const AUDIT_PATIENCE_MS = 180_000;

export interface Scores {
  performance: number;
  accessibility: number;
  'best-practices': number;
  seo: number;
}

interface Report {
  categories: Record<keyof Scores, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, { score: number | null; title: string; displayValue?: string }>;
  runtimeError?: { message: string };
}

export interface Audited {
  /** 0 to 100. */
  scores: Scores;
  /** Each audit that cost points, in words. */
  shortcomings: string[];
}

/** Installs Lighthouse from its own lock file, once: 175 MB that nobody needs to run the shop. */
export async function installLighthouse(): Promise<void> {
  if (existsSync(LIGHTHOUSE)) return;
  const words = ['ci', '--prefix', HERE, '--no-audit', '--no-fund'];
  // npm tells the scripts it runs where it lives; started in any other way, the one on PATH is taken.
  const npm = process.env['npm_execpath'];
  const [command, args] = npm === undefined ? ['npm', words] : [process.execPath, [npm, ...words]];
  await run(command, args, { ...process.env }, INSTALL_PATIENCE_MS);
}

/**
 * Chromium's trace came without the moment the navigation began, so Lighthouse measured nothing at all: it stops with
 * this code before any page is judged. Seen about once in thirty runs, on any page and also on a quiet machine.
 */
const NOTHING_MEASURED = 'NO_NAVSTART';
const MOST_EMPTY_TRACES = 3;

/** That many Lighthouse runs that measured something; a page that scores badly is measured like any other. */
export async function audits(count: number, url: string, options: AuditOptions = {}): Promise<Audited[]> {
  const runs: Audited[] = [];
  for (let empty = 0; runs.length < count;) {
    try {
      runs.push(await audit(url, options));
    } catch (error) {
      empty += 1;
      if (empty > MOST_EMPTY_TRACES || !String(error).includes(NOTHING_MEASURED)) throw error;
    }
  }
  return runs;
}

interface AuditOptions {
  cookie?: string | undefined;
  skip?: readonly string[] | undefined;
}

/**
 * One Lighthouse run as on a slow phone.
 *
 * @param cookie sent with every request, for pages that belong to one buyer
 * @param skip audits that would contradict what the page is meant to be
 */
async function audit(url: string, { cookie, skip = [] }: AuditOptions): Promise<Audited> {
  const words = [
    LIGHTHOUSE,
    url,
    '--quiet',
    '--output=json',
    '--output-path=stdout',
    '--form-factor=mobile',
    '--only-categories=performance,accessibility,best-practices,seo',
    `--chrome-flags=${['--headless=new', ...BROWSER_FLAGS].join(' ')}`,
    ...(cookie === undefined ? [] : [`--extra-headers=${JSON.stringify({ cookie })}`]),
    ...(skip.length === 0 ? [] : [`--skip-audits=${skip.join(',')}`]),
  ];
  const env = { ...process.env, CHROME_PATH: findBrowser({ whole: true }) };
  const report = JSON.parse(await run(process.execPath, words, env, AUDIT_PATIENCE_MS)) as Report;
  if (report.runtimeError) throw new Error(`Lighthouse on ${url}: ${report.runtimeError.message}`);
  const names = Object.keys(report.categories) as (keyof Scores)[];
  const scores = Object.fromEntries(
    names.map((name) => [name, Math.round((report.categories[name].score ?? 0) * 100)]),
  ) as unknown as Scores;
  const shortcomings = names.flatMap((name) =>
    report.categories[name].auditRefs
      .filter(({ id, weight }) => weight > 0 && (report.audits[id]?.score ?? 1) < 0.9)
      .map(({ id }) =>
        `${name}: ${report.audits[id]?.title} ${report.audits[id]?.displayValue ?? ''}`.trim(),
      ),
  );
  return { scores, shortcomings };
}

/** The run in the middle by performance; the other scores hardly vary. */
export function median(runs: readonly Audited[]): Audited {
  const sorted = runs.toSorted((a, b) => a.scores.performance - b.scores.performance);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('no run');
  return middle;
}

function run(
  command: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv,
  patienceMs: number,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, {
      env,
      timeout: patienceMs,
      // Only there npm is a script of the shell.
      shell: process.platform === 'win32' && command === 'npm',
    });
    const out: Buffer[] = [];
    const error: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => error.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(Buffer.concat(out).toString());
      else
        reject(new Error(`${command} ended with ${code}: ${Buffer.concat(error).toString().slice(-2_000)}`));
    });
  });
}
