import { Injectable, type PipeTransform } from '@nestjs/common';
import { isDay, type Day } from '#kernel/time';
import { Problem } from './problem.js';

/** A day in the path; what is none is not found. */
@Injectable()
export class DayPipe implements PipeTransform<unknown, Day> {
  transform(value: unknown): Day {
    if (!isDay(value)) throw new Problem('not_found');
    return value;
  }
}
