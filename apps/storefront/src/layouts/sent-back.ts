import type { AstroGlobal } from 'astro';

/** Whether this page is a form that was refused and stands there again with what is wrong. */
export const sentBack = ({ request, response }: Pick<AstroGlobal, 'request' | 'response'>): boolean =>
  request.method === 'POST' && (response.status === 422 || response.status === 409);
