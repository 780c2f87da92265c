import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Chromium without windows: the same pages for half the processor time. */
const SHELLS = ['chromium-headless-shell', 'chrome-headless-shell'];
/** Names a package manager gives a Chromium, tried along PATH. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];

/**
 * A browser for pages under test: quiet, without a graphics card, and silent on the network but for what a page asks.
 * Root has no user namespace of its own to build a sandbox in.
 */
export const BROWSER_FLAGS: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The Chromium of this machine: CHROMIUM_PATH, then what is installed (without windows first), then what Playwright once
 * downloaded.
 *
 * @throws Error saying in one sentence what is missing
 */
export function findBrowser(env: NodeJS.ProcessEnv = process.env): string {
  const named = env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH names no file: set it to the path of a Chromium or Chrome.`);
  }
  const found = [...onPath([...SHELLS, ...NAMES], env), ...installed(env), ...ofPlaywright(env)].find(
    (path) => existsSync(path),
  );
  if (found !== undefined) return found;
  throw new Error(
    'No Chromium or Chrome was found: install one (Debian: apt-get install chromium) or set CHROMIUM_PATH to its path.',
  );
}

function onPath(names: readonly string[], env: NodeJS.ProcessEnv): string[] {
  if (process.platform === 'win32') return [];
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => [...folders, '/usr/bin', '/snap/bin'].map((folder) => join(folder, name)));
}

function installed(env: NodeJS.ProcessEnv): string[] {
  if (process.platform === 'darwin') {
    const programs = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
    return programs.flatMap((name) =>
      ['/Applications', join(homedir(), 'Applications')].map((folder) =>
        join(folder, `${name}.app`, 'Contents', 'MacOS', name),
      ),
    );
  }
  if (process.platform !== 'win32') return [];
  const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => env[name] ?? []);
  return roots.flatMap((root) => [
    join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'),
    join(root, 'Chromium', 'Application', 'chrome.exe'),
    join(root, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
  ]);
}

/** Playwright keeps each version in a folder of its own; the newest comes first. */
function ofPlaywright(env: NodeJS.ProcessEnv): string[] {
  const caches = {
    darwin: join(homedir(), 'Library', 'Caches', 'ms-playwright'),
    win32: join(env['LOCALAPPDATA'] ?? homedir(), 'ms-playwright'),
  } as Record<string, string>;
  const cache =
    env['PLAYWRIGHT_BROWSERS_PATH'] ?? caches[process.platform] ?? join(homedir(), '.cache', 'ms-playwright');
  if (!existsSync(cache)) return [];
  const versions = readdirSync(cache).filter((name) => /^chromium-\d+$/.test(name));
  versions.sort((a, b) => Number(b.slice(9)) - Number(a.slice(9)));
  return versions.flatMap((version) => [
    join(cache, version, 'chrome-linux', 'chrome'),
    join(cache, version, 'chrome-linux64', 'chrome'),
    join(cache, version, 'chrome-mac', 'Chromium.app', 'Contents', 'MacOS', 'Chromium'),
    join(cache, version, 'chrome-win', 'chrome.exe'),
  ]);
}
