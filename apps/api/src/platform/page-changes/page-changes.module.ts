import { Module } from '@nestjs/common';
import { PageChanges } from './page-changes.js';

/** Lets storefronts keep pages for as long as they are true. */
@Module({ providers: [PageChanges], exports: [PageChanges] })
export class PageChangesModule {}
