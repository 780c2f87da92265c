import { Module } from '@nestjs/common';
import { ImportSearchTerms } from './import-search-terms.js';

/** The list of terms alone: a province brings one in before there are people, shops or keys. */
@Module({ providers: [ImportSearchTerms], exports: [ImportSearchTerms] })
export class SearchTermsModule {}
