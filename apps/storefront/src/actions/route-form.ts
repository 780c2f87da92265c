import type { APIContext } from 'astro';
import { slugify } from '#kernel/text';
import { getSellers, getCommunes, getTourismPoints } from '../backend/catalogue.js';
import type { Backend } from '../backend/api.js';
import { sayRoute, type DeskRoute } from '../backend/tourism-routes.js';
import type { Words } from '../i18n/vi.js';
import { emptyForm, hasErrors, misfilled, refused, type FormPage } from './form-problems.js';
import { textOf } from './form-text.js';

/** Rows that a form offers beyond those that are filled, and as many as a route may have. */
const FREE_ROWS = 3;
const MOST_STOPS = 20;

export const stopField = (row: number, part: 'order' | 'place' | 'words'): string => `${part}-${row}`;

export interface RouteFormPage extends FormPage<string> {
  rows: number;
}

/** A place that a stop can be, under the name by which officers choose it. */
export interface StopPlace {
  label: string;
  kind: 'point' | 'seller' | 'commune';
  of: string;
}

/** Every place a route may stop at. */
export async function stopPlaces(api: Backend, words: Words['routeDesk']): Promise<StopPlace[]> {
  const [points, communes] = await Promise.all([getTourismPoints(api), getCommunes(api)]);
  const shops: StopPlace[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await getSellers(api, { limit: 100, ...(cursor ? { cursor } : {}) });
    for (const { slug, name } of page.items)
      shops.push({ label: words.seller(name, slug), kind: 'seller', of: slug });
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  return [
    ...points.map(({ slug, name }) => ({ label: name, kind: 'point' as const, of: slug })),
    ...communes.map(({ code, name }) => ({ label: name, kind: 'commune' as const, of: code })),
    ...shops,
  ];
}

/** The form of a route as it stands, or an empty one. */
export function routeForm(route: DeskRoute | null, places: readonly StopPlace[]): RouteFormPage {
  const stops = route?.stops ?? [];
  const labels = new Map(places.map(({ kind, of, label }) => [`${kind} ${of}`, label]));
  const values: Record<string, string> = {
    version: route?.version ?? '',
    name: route?.name ?? '',
    summary: route?.summary ?? '',
    access: route?.access ?? 'road',
    published: route === null || route.published ? 'on' : '',
  };
  stops.forEach((stop, row) => {
    values[stopField(row, 'order')] = String(row + 1);
    values[stopField(row, 'place')] = labels.get(`${stop.kind} ${stop.of}`) ?? stop.of;
    values[stopField(row, 'words')] = stop.words ?? '';
  });
  return { ...emptyForm<string>(values), rows: Math.min(stops.length + FREE_ROWS, MOST_STOPS) };
}

/**
 * Writes a route; its slug where it was taken, or the form to show again.
 *
 * @param slug null for a new route, which is called by its name
 */
export async function takeRoute(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  slug: string | null,
  form: FormData,
  places: readonly StopPlace[],
): Promise<string | RouteFormPage> {
  const words = t.routeDesk;
  const rows = Math.min([...form.keys()].filter((name) => name.startsWith('place-')).length, MOST_STOPS);
  const page: RouteFormPage = { ...emptyForm<string>({}), rows };
  const typed = (name: string, longest: number): string => (page.values[name] = textOf(form, name, longest));
  const version = typed('version', 43) || null;
  const [name, summary, access] = [typed('name', 200), typed('summary', 700), typed('access', 20)];
  const published = typed('published', 2) === 'on';
  const byLabel = new Map(places.map((place) => [place.label.toLowerCase(), place]));
  const stops = Array.from({ length: rows }, (_, row) => {
    const label = typed(stopField(row, 'place'), 200);
    const order = Number.parseInt(typed(stopField(row, 'order'), 3), 10);
    const said = typed(stopField(row, 'words'), 400);
    const place = byLabel.get(label.toLowerCase());
    if (label === '' && said === '') return null;
    if (place === undefined) page.errors[stopField(row, 'place')] = words.wrongPlace;
    return { row, order: Number.isNaN(order) ? MOST_STOPS + row : order, place, words: said || null };
  })
    .filter((stop) => stop !== null)
    .toSorted((a, b) => a.order - b.order || a.row - b.row);
  if (stops.length < 2) page.errors[stopField(0, 'place')] ??= words.fewStops;
  if (name === '') page.errors['name'] = words.noName;
  if (hasErrors(page)) return Object.assign(misfilled(page), { rows });
  const target = slug ?? slugify(name, 120);
  const body = stops.map(({ place, words: said }) => ({ kind: place?.kind, of: place?.of, words: said }));
  try {
    await sayRoute(api, target, { version, name, summary, access, published, stops: body });
    return target;
  } catch (error) {
    const fields: Record<string, string> = { name: 'name', summary: 'summary', access: 'access' };
    stops.forEach(({ row }, index) => {
      fields[`stops.${index}.of`] = stopField(row, 'place');
      fields[`stops.${index}.words`] = stopField(row, 'words');
    });
    return { ...refused(page, error, t, { fields, words: words.refusals }), rows };
  }
}
