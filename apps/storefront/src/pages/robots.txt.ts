import type { APIRoute } from 'astro';
import { pathsIn, type Paths } from '../paths.js';

/** What is for one person, and what has as many addresses as there are questions. */
const NOT_FOR_ROBOTS = [
  'cart',
  'checkout',
  'orderLookup',
  'search',
  'account',
  'signIn',
  'signUp',
] as const satisfies readonly (keyof Paths)[];

export const GET: APIRoute = ({ locals }) => {
  const kept = Object.values(pathsIn).flatMap((paths) => [
    ...NOT_FOR_ROBOTS.map((name) => paths[name]),
    paths.order(''),
    paths.goAhead(''),
  ]);
  const { checkStatement, sellerArea, desk, acceptOrder, sitemap } = pathsIn.vi;
  const lines = [
    'User-agent: *',
    // Pictures of goods are files of the API.
    'Allow: /api/v1/images/',
    'Disallow: /api/',
    ...[...kept, checkStatement, sellerArea, desk, acceptOrder('')].map((path) => `Disallow: ${path}`),
    '',
    `Sitemap: ${locals.door.publicOrigin}${sitemap}`,
  ];
  return new Response(`${lines.join('\n')}\n`, {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
};
