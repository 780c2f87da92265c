import type { PaperFile } from '../backend/desk.js';

/** Hands a sealed paper on as a file to be saved: nothing in it runs under our address, and no cache keeps it. */
export function asDownload({ bytes, type, disposition }: PaperFile): Response {
  return new Response(bytes, {
    headers: {
      'content-type': type,
      'content-disposition': disposition,
      'content-security-policy': "default-src 'none'; script-src 'none'; style-src 'none'; sandbox",
      'cache-control': 'private, no-store',
    },
  });
}
