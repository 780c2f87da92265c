import { describe, expect, it } from 'vitest';
import { distanceKm } from './great-circle.js';
import { gpxOf, icalOf, type FileRoute } from './route-files.js';

const route: FileRoute & { slug: string } = {
  slug: 'mui-ca-mau',
  name: 'Cà Mau – Mũi Cà Mau',
  text: 'Đường ra cực Nam; nghỉ, ăn & ở\n<trong ngày>',
  url: 'https://san.example/du-lich/tuyen/mui-ca-mau',
  stops: [
    { name: 'Phường An Xuyên', text: '', lat: 9.2246, lon: 105.1778, url: 'https://san.example/a' },
    {
      name: 'Mũi "GPS 0001"',
      text: 'Mở 7:00–17:00',
      lat: 8.616,
      lon: 104.728,
      url: 'https://san.example/b?x=1&y=2',
    },
  ],
};
const at = new Date('2026-11-23T03:00:00.123Z');
const day = { day: '2026-11-30', next: '2026-12-01', host: 'san.example', at };

it('a distance is that of the crow, to a hundred metres', () => {
  const [first, second] = route.stops;
  expect(first && second && distanceKm(first, second)).toBe(83.8);
  expect(first && distanceKm(first, first)).toBe(0);
});

describe('a route to take along', () => {
  it('is GPX 1.1: waypoints before the route, nothing that breaks XML', () => {
    const gpx = gpxOf(route, at);
    expect(gpx).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<gpx version="1.1"/);
    expect(gpx).toContain('xmlns="http://www.topografix.com/GPX/1/1"');
    expect(gpx.match(/<(?:wpt|rtept|rte) ?/g)).toEqual(['<wpt ', '<wpt ', '<rte', '<rtept ', '<rtept ']);
    expect(gpx).toContain('<wpt lat="8.616" lon="104.728"><name>Mũi &quot;GPS 0001&quot;</name>');
    expect(gpx).toContain('ăn &amp; ở\n&lt;trong ngày&gt;');
    expect(gpx).toContain('<link href="https://san.example/b?x=1&amp;y=2"/>');
    expect(gpxOf({ ...route, name: 'a\u0000b\u000bc' }, at)).toContain('<name>abc</name>');
  });

  it('is RFC 5545: CRLF, lines of 75 octets at most, escaped text, a day and the one after it', () => {
    const calendar = icalOf(route, day);
    const lines = calendar.split('\r\n');
    expect(calendar.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(lines.at(-1)).toBe('');
    expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    const unfolded = calendar.replaceAll('\r\n ', '').split('\r\n');
    expect(unfolded).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//OCOP floor//Tourism routes//VI',
      'BEGIN:VEVENT',
      'UID:mui-ca-mau-20261130@san.example',
      'DTSTAMP:20261123T030000Z',
      'DTSTART;VALUE=DATE:20261130',
      'DTEND;VALUE=DATE:20261201',
      'SUMMARY:Cà Mau – Mũi Cà Mau',
      'DESCRIPTION:Đường ra cực Nam\\; nghỉ\\, ăn & ở\\n<trong ngày>\\n1. Phường An Xuyên\\n2. Mũi "GPS 0001": Mở 7:00–17:00',
      'LOCATION:Phường An Xuyên',
      'GEO:9.2246;105.1778',
      'URL:https://san.example/du-lich/tuyen/mui-ca-mau',
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });
});
