import { Injectable, type PipeTransform } from '@nestjs/common';
import { isUuid } from '#kernel/ids';
import { Problem } from './problem.js';

/** An id in the path; what cannot be one is not found, and never reaches the database. */
@Injectable()
export class UuidPipe implements PipeTransform<unknown, string> {
  transform(value: unknown): string {
    if (!isUuid(value)) throw new Problem('not_found');
    return value;
  }
}
