import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MessagesModule } from '../../platform/mail/messages.module.js';
import { AccountNames } from '../identity/index.js';
import { AdminBreachesController } from './breaches/admin-breaches.controller.js';
import { BreachEntry } from './breaches/breach-entry.entity.js';
import { Breach } from './breaches/breach.entity.js';
import { BreachesService } from './breaches/breaches.service.js';
import { DataCopy } from './copy/data-copy.js';
import { MyExportController } from './copy/my-export.controller.js';
import { EraseAccount } from './erasure/erase-account.js';
import { ErasureNotice } from './erasure/erasure-notice.js';
import { Erasure } from './erasure/erasure.entity.js';
import { ErasuresService } from './erasure/erasures.service.js';
import { MyErasureController } from './erasure/my-erasure.controller.js';
import { PrivacyJobs } from './privacy-jobs.js';
import { AdminDataRequestsController } from './requests/admin-data-requests.controller.js';
import { DataRequest } from './requests/data-request.entity.js';
import { DataRequestsService } from './requests/data-requests.service.js';
import { ForgetOldRequests } from './requests/forget-old-requests.js';

/** What people may ask of the floor about their data: a copy, an end, and what officers answer them. */
@Module({
  imports: [TypeOrmModule.forFeature([Erasure, DataRequest, Breach, BreachEntry]), MessagesModule],
  controllers: [
    MyErasureController,
    MyExportController,
    AdminDataRequestsController,
    AdminBreachesController,
  ],
  providers: [
    AccountNames,
    ErasuresService,
    EraseAccount,
    ErasureNotice,
    DataCopy,
    DataRequestsService,
    ForgetOldRequests,
    BreachesService,
    PrivacyJobs,
  ],
  exports: [PrivacyJobs],
})
export class PrivacyModule {}
