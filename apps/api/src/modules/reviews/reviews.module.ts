import { Module } from '@nestjs/common';
import { ReportsModule } from './reports/reports.module.js';

/** What people say about goods and shops. Each noun is a folder with a module of its own, named here. */
@Module({ imports: [ReportsModule] })
export class ReviewsModule {}
