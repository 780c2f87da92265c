import { Injectable } from '@nestjs/common';
import { Reader } from '../../../platform/database/reader.js';
import { readCursor } from '../../../platform/http/cursor.js';
import { foundText } from '../../../platform/http/found-text.js';
import { reviewCursorKind, reviewCursorOf, reviewList } from './review-list.sql.js';
import type { ReviewsQueryDto } from './review.dto.js';

const USUAL_PAGE = 24;

/** What everybody reads of reviews. */
@Injectable()
export class ReviewsService {
  constructor(private readonly reader: Reader) {}

  /** A page of a product's reviews with the histogram of all of them. @throws Problem not_found, invalid_cursor */
  async list(slug: string, query: ReviewsQueryDto): Promise<string> {
    const { sort = 'newest', cursor, rating = null, limit = USUAL_PAGE } = query;
    const place =
      cursor === undefined
        ? null
        : readCursor(reviewCursorOf(sort), { key: reviewCursorKind(sort), id: 'uuid' }, cursor);
    const values = [slug, rating, place?.key ?? null, place?.id ?? null, limit];
    return foundText(await this.reader.row<{ body: string }>(reviewList[sort], values));
  }
}
