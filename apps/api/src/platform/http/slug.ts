import { Injectable, type PipeTransform } from '@nestjs/common';
import { Problem } from './problem.js';

/** What addresses of the shop are made of (kernel/text `slugify`). */
export const SLUG = /^[a-z0-9]+(-[a-z0-9]+){0,80}$/;
const LONGEST = 200;

/** A slug in the path; what cannot be one is not found, and never reaches the database. */
@Injectable()
export class SlugPipe implements PipeTransform<unknown, string> {
  transform(value: unknown): string {
    if (typeof value !== 'string' || value.length > LONGEST || !SLUG.test(value))
      throw new Problem('not_found');
    return value;
  }
}
