import { get, type IncomingHttpHeaders } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** What every server of Node says, or says for itself. */
const SAID_ANYHOW = new Set(['content-type', 'content-length', 'date', 'connection', 'keep-alive']);

/** The page as it crosses the wire, once the storefront keeps it: its bytes, and its headers as names and values in turn. */
export async function keptPage(page: string, encoding: string): Promise<{ bytes: Buffer; head: string[] }> {
  for (let tries = 0; tries < 100; tries += 1) {
    const found = await new Promise<{ headers: IncomingHttpHeaders; bytes: Buffer }>((resolve, reject) => {
      get(page, { headers: { 'accept-encoding': encoding } }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve({ headers: response.headers, bytes: Buffer.concat(chunks) }));
      }).on('error', reject);
    });
    if (found.headers['cache-status'] === 'floor; hit') {
      const own = Object.entries(found.headers).filter(([name]) => !SAID_ANYHOW.has(name));
      return { bytes: found.bytes, head: own.flat().map(String) };
    }
    await pause(50);
  }
  throw new Error('The product page is not kept.');
}
