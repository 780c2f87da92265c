import { Module } from '@nestjs/common';
import { MessagesModule } from '../../../platform/mail/messages.module.js';
import { CatalogueModule } from '../../catalogue/index.js';
import { AccountNames } from '../../identity/index.js';
import { IssueLetter, VerificationModule } from '../../sellers/index.js';
import { AdminReportsController } from './admin-reports.controller.js';
import { FileReport } from './file-report.js';
import { ForgetReports } from './forget-reports.js';
import { ReadReports } from './read-reports.js';
import { ReportActs } from './report-acts.js';
import { ReportJobs } from './report-jobs.js';
import { ReportTimes } from './report-times.js';
import { ShopReportsController } from './shop-reports.controller.js';
import { TellReporter } from './tell-reporter.js';

/** What people report of products and shops, and what officers do about it. */
@Module({
  imports: [MessagesModule, CatalogueModule, VerificationModule],
  controllers: [ShopReportsController, AdminReportsController],
  providers: [
    AccountNames,
    IssueLetter,
    ReportTimes,
    FileReport,
    ReadReports,
    ReportActs,
    TellReporter,
    ForgetReports,
    ReportJobs,
  ],
  exports: [FileReport, ReportJobs],
})
export class ReportsModule {}
