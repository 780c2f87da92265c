import type { FastifyReply } from 'fastify';

/**
 * Sends a file to be saved, never to be opened here: whatever is in it runs nowhere under our address. `name` is ours,
 * made of a slug and plain letters.
 */
export function sendAsDownload(reply: FastifyReply, bytes: Buffer, name: string, type: string): void {
  void reply
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cross-origin-resource-policy', 'same-origin')
    .header('cache-control', 'private, no-store')
    .type(type)
    .send(bytes);
}
