import { Inject, Injectable } from '@nestjs/common';
import { distanceKm } from '#kernel/great-circle';
import { formatSpans } from '#kernel/opening-hours';
import { gpxOf, icalOf, type FileRoute } from '#kernel/route-files';
import { addDays, vietnamDay, type Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { Reader } from '../../../platform/database/reader.js';
import { Problem, type Language } from '../../../platform/http/problem.js';
import { theirPage } from '../../../platform/http/in-their-language.js';
import type { RouteDetailDto, RoutesAnswer, RouteStopDto } from './route.dto.js';
import { routeDetail, routeList, type RouteDetailRow, type RouteRow } from './route.sql.js';

/** Routes as visitors read them and take them along. */
@Injectable()
export class RoutesService {
  constructor(
    private readonly reader: Reader,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(): Promise<RoutesAnswer> {
    const rows = await this.reader.rows<RouteRow>(routeList);
    const items = rows.map(({ slug, name, summary, access, stops }) => ({
      slug,
      name,
      summary,
      access,
      distanceKm: total(legsOf(stops)),
      stopNames: stops.map((stop) => stop.name),
    }));
    return { items, nextCursor: null };
  }

  /** @throws Problem not_found */
  async one(slug: string): Promise<RouteDetailDto> {
    const now = this.clock.now();
    const row = await this.reader.row<RouteDetailRow>(routeDetail, [vietnamDay(now), now, slug]);
    if (row === null) throw new Problem('not_found');
    const legs = legsOf(row.stops);
    return {
      ...row,
      distanceKm: total(legs),
      stopNames: row.stops.map(({ name }) => name),
      stops: row.stops.map((stop, index) => ({ ...stop, legKm: legs[index] ?? 0 })),
    };
  }

  /** GPX 1.1. @throws Problem not_found */
  async gpx(slug: string, language: Language = 'vi'): Promise<string> {
    return gpxOf(this.fileOf(await this.one(slug), null, language), this.clock.now());
  }

  /** RFC 5545, with the hours of that day's weekday. @throws Problem not_found */
  async calendar(slug: string, wanted: string | undefined, language: Language = 'vi'): Promise<string> {
    const now = this.clock.now();
    const day = wanted ?? addDays(vietnamDay(now), 1);
    const route = { ...this.fileOf(await this.one(slug), day, language), slug, language };
    const { host } = new URL(this.environment.publicUrl);
    return icalOf(route, { day, next: addDays(day, 1), host, at: now });
  }

  private fileOf(
    { slug, name, summary, stops }: RouteDetailDto,
    day: string | null,
    language: Language,
  ): FileRoute {
    const page = (path: string): string =>
      new URL(theirPage(this.environment.publicUrl, { language }, path)).href;
    const pages = { point: '/du-lich/', seller: '/nguoi-ban/' };
    const url = page(`/du-lich/tuyen/${slug}`);
    return {
      name,
      text: summary,
      url,
      stops: stops.map((stop) => ({
        name: stop.name,
        text: [stop.words, hoursOn(stop, day, language)].filter(Boolean).join('\n'),
        lat: stop.lat,
        lon: stop.lon,
        url: stop.kind === 'commune' ? url : page(pages[stop.kind] + stop.of),
      })),
    };
  }
}

const HOURS = {
  vi: { closed: 'Nghỉ', open: 'Mở cửa' },
  en: { closed: 'Closed', open: 'Open' },
} as const;

/** When a stop is open on that day, in the words of its page; nothing where nobody said it. */
function hoursOn({ hours }: RouteStopDto, day: string | null, language: Language): string {
  if (hours === null || day === null) return '';
  const weekday = ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
  const spans =
    hours.exceptions.find((exception) => exception.day === day)?.spans ??
    hours.week.find((usual) => usual.weekday === weekday)?.spans ??
    [];
  const { closed, open } = HOURS[language];
  return spans.length === 0 ? closed : `${open} ${formatSpans(spans)}`;
}

function legsOf(stops: readonly { lat: number; lon: number }[]): number[] {
  return stops.map((stop, index) => {
    const before = stops[index - 1];
    return before === undefined ? 0 : distanceKm(before, stop);
  });
}

const total = (legs: readonly number[]): number =>
  Math.round(legs.reduce((sum, leg) => sum + leg, 0) * 10) / 10;
