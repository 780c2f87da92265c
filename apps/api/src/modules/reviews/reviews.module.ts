import { Module } from '@nestjs/common';

/** What people say about goods and shops. Each noun is a folder with a module of its own, named here. */
@Module({ imports: [] })
export class ReviewsModule {}
