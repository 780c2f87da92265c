import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BROWSER_FLAGS, findBrowser } from '../support/browser.ts';

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
  audits: Record<
    string,
    { score: number | null; title: string; displayValue?: string; numericValue?: number }
  >;
  runtimeError?: { message: string };
}

export interface Audited {
  /** 0 to 100. */
  scores: Scores;
  /** Each audit that cost points, in words, behind the name of what it cost them in. */
  shortcomings: string[];
  figures: {
    /** Milliseconds until the largest thing on the first screen stood there. */
    largestMs: number;
    /** Milliseconds in which a touch would have waited. */
    blockedMs: number;
    /** Cumulative layout shift. */
    shift: number;
  };
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

/** A Lighthouse run as on a slow phone that measured something; a page that scores badly is measured like any other. */
export async function audited(url: string, options: AuditOptions = {}): Promise<Audited> {
  for (let empty = 1; ; empty += 1) {
    try {
      return await audit(url, options);
    } catch (error) {
      if (empty > MOST_EMPTY_TRACES || !String(error).includes(NOTHING_MEASURED)) throw error;
    }
  }
}

interface AuditOptions {
  cookie?: string | undefined;
  skip?: readonly string[] | undefined;
}

/**
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
    `--chrome-flags=${['--headless', ...BROWSER_FLAGS].join(' ')}`,
    ...(cookie === undefined ? [] : [`--extra-headers=${JSON.stringify({ cookie })}`]),
    ...(skip.length === 0 ? [] : [`--skip-audits=${skip.join(',')}`]),
  ];
  const env = { ...process.env, CHROME_PATH: findBrowser() };
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
  const figure = (id: string): number => report.audits[id]?.numericValue ?? NaN;
  return {
    scores,
    shortcomings,
    figures: {
      largestMs: figure('largest-contentful-paint'),
      blockedMs: figure('total-blocking-time'),
      shift: figure('cumulative-layout-shift'),
    },
  };
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
