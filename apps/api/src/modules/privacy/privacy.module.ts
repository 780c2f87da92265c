import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MessagesModule } from '../../platform/mail/messages.module.js';
import { DataCopy } from './copy/data-copy.js';
import { MyExportController } from './copy/my-export.controller.js';
import { EraseAccount } from './erasure/erase-account.js';
import { ErasureNotice } from './erasure/erasure-notice.js';
import { Erasure } from './erasure/erasure.entity.js';
import { ErasuresService } from './erasure/erasures.service.js';
import { MyErasureController } from './erasure/my-erasure.controller.js';
import { PrivacyJobs } from './privacy-jobs.js';

/** What people may ask of the floor about their data: a copy, an end, and what officers answer them. */
@Module({
  imports: [TypeOrmModule.forFeature([Erasure]), MessagesModule],
  controllers: [MyErasureController, MyExportController],
  providers: [ErasuresService, EraseAccount, ErasureNotice, DataCopy, PrivacyJobs],
  exports: [PrivacyJobs],
})
export class PrivacyModule {}
