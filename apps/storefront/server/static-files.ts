import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
};

interface StaticFile {
  type: string;
  cacheControl: string;
  etag: string;
  plain: Buffer;
  brotli: Buffer | undefined;
  gzip: Buffer | undefined;
}

/** The built client files, held in memory: less than a megabyte, compressed once at build. */
export class StaticFiles {
  private readonly files: ReadonlyMap<string, StaticFile>;

  private constructor(files: ReadonlyMap<string, StaticFile>) {
    this.files = files;
  }

  static async load(directory: string): Promise<StaticFiles> {
    const files = new Map<string, StaticFile>();
    for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
      const type = TYPES[extname(entry.name)];
      if (!entry.isFile() || !type) continue;
      const path = join(entry.parentPath, entry.name);
      const plain = await readFile(path);
      const url = '/' + path.slice(directory.length).split(sep).filter(Boolean).join('/');
      files.set(url, {
        type,
        plain,
        brotli: await readFile(`${path}.br`).catch(() => undefined),
        gzip: await readFile(`${path}.gz`).catch(() => undefined),
        etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
        cacheControl: keptFor(url),
      });
    }
    return new StaticFiles(files);
  }

  /** Answers when the path names a file; otherwise false and nothing is written. */
  serve(
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
    headers: Record<string, string>,
  ): boolean {
    const file = this.files.get(path);
    if (!file || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
    const common = {
      ...headers,
      etag: file.etag,
      'cache-control': file.cacheControl,
      vary: 'accept-encoding',
    };
    if (request.headers['if-none-match'] === file.etag) {
      response.writeHead(304, common).end();
      return true;
    }
    const { body, encoding } = chooseBody(file, request.headers['accept-encoding'] ?? '');
    response.writeHead(200, {
      ...common,
      'content-type': file.type,
      'content-length': body.length,
      ...(encoding ? { 'content-encoding': encoding } : {}),
    });
    response.end(request.method === 'HEAD' ? undefined : body);
    return true;
  }
}

/** Names under _astro carry a hash of their content; the others keep their name when they change. */
function keptFor(url: string): string {
  if (url.startsWith('/_astro/')) return 'public, max-age=31536000, immutable';
  // A browser keeps a service worker until it is told otherwise.
  return /^\/(?:push|worker|worker-off)\.js$/.test(url) ? 'no-cache' : 'public, max-age=3600';
}

function chooseBody(file: StaticFile, accepted: string): { body: Buffer; encoding?: string } {
  if (file.brotli && /\bbr\b/.test(accepted)) return { body: file.brotli, encoding: 'br' };
  if (file.gzip && /\bgzip\b/.test(accepted)) return { body: file.gzip, encoding: 'gzip' };
  return { body: file.plain };
}
