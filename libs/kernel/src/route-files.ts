import type { Place } from '#kernel/great-circle';

/** A stop as it goes into a file somebody takes along. */
export interface FileStop extends Place {
  name: string;
  /** What is said of it, on one or more lines; may be empty. */
  text: string;
  /** Its page. */
  url: string;
}

export interface FileRoute {
  name: string;
  text: string;
  url: string;
  stops: readonly FileStop[];
}

/** XML 1.0 text: what has a meaning there is written out, and what no XML may hold is left out. */
const xml = (text: string): string =>
  text
    // eslint-disable-next-line no-control-regex -- XML 1.0 forbids exactly these, even escaped
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');

/**
 * The route as GPX 1.1 (topografix.com/GPX/1/1): each stop a waypoint, which every device shows, and all of them in order a
 * route. The schema orders waypoints before routes, and `name`, `desc`, `link` within each.
 */
export function gpxOf(route: FileRoute, at: Date): string {
  const point = (element: 'wpt' | 'rtept', stop: FileStop): string =>
    `<${element} lat="${stop.lat}" lon="${stop.lon}"><name>${xml(stop.name)}</name>` +
    `${stop.text === '' ? '' : `<desc>${xml(stop.text)}</desc>`}<link href="${xml(stop.url)}"/></${element}>`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gpx version="1.1" creator="OCOP floor" xmlns="http://www.topografix.com/GPX/1/1">',
    `<metadata><name>${xml(route.name)}</name><desc>${xml(route.text)}</desc><link href="${xml(route.url)}"/>` +
      `<time>${at.toISOString()}</time></metadata>`,
    ...route.stops.map((stop) => point('wpt', stop)),
    `<rte><name>${xml(route.name)}</name>`,
    ...route.stops.map((stop) => point('rtept', stop)),
    '</rte>',
    '</gpx>',
    '',
  ].join('\n');
}

/** RFC 5545, 3.3.11: text of a property. */
const ical = (text: string): string =>
  text
    .replace(/\\/g, '\\\\')
    .replace(/;/g, '\\;')
    .replace(/,/g, '\\,')
    .replace(/\r\n|\r|\n/g, '\\n')
    // eslint-disable-next-line no-control-regex -- RFC 5545 forbids control characters in text
    .replace(/[\u0000-\u001f\u007f]/g, '');

/** RFC 5545, 3.1: no line is longer than 75 octets; the rest follows after a space, and no letter is cut in two. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  let length = 0;
  let out = '';
  for (const letter of line) {
    const octets = encoder.encode(letter).length;
    if (length + octets > 75) {
      out += '\r\n ';
      length = 1;
    }
    out += letter;
    length += octets;
  }
  return out;
}

const compact = (day: string): string => day.replaceAll('-', '');

/**
 * The route as a calendar (RFC 5545) with one all-day event: nobody knows how long somebody stays anywhere.
 *
 * @param day `YYYY-MM-DD` on which it is travelled, `next` the day after it
 * @param host whose identifiers these are, so that the same day taken twice replaces itself
 */
export function icalOf(
  route: FileRoute & { slug: string; language?: 'vi' | 'en' },
  { day, next, host, at }: { day: string; next: string; host: string; at: Date },
): string {
  const stops = route.stops.map(({ name, text }, index) =>
    [`${index + 1}. ${name}`, text].filter(Boolean).join(': '),
  );
  const [first] = route.stops;
  const stamp = at.toISOString().replace(/[-:]/g, '').replace(/\.\d+/, '');
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//OCOP floor//Tourism routes//${(route.language ?? 'vi').toUpperCase()}`,
    'BEGIN:VEVENT',
    `UID:${route.slug}-${compact(day)}@${host}`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${compact(day)}`,
    `DTEND;VALUE=DATE:${compact(next)}`,
    `SUMMARY:${ical(route.name)}`,
    `DESCRIPTION:${ical([route.text, ...stops].join('\n'))}`,
    ...(first === undefined ? [] : [`LOCATION:${ical(first.name)}`, `GEO:${first.lat};${first.lon}`]),
    `URL:${route.url}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ];
  return lines.map(folded).join('\r\n');
}
