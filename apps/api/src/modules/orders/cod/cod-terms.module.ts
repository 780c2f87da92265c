import { Module } from '@nestjs/common';
import { AdminCodTermsController } from './admin-cod-terms.controller.js';
import { DecideCodTerms } from './decide-cod-terms.js';

/** What may be sent unpaid, decided by officers; placing an order reads it in the database. */
@Module({ controllers: [AdminCodTermsController], providers: [DecideCodTerms] })
export class CodTermsModule {}
