import { Module } from '@nestjs/common';
import { AuditAnchor } from './audit-anchor.js';
import { AuditJobs } from './audit-jobs.js';
import { AuditSeal } from './audit-seal.js';
import { SealAuditRecords } from './seal-audit-records.js';
import { VerifyAuditRecords } from './verify-audit-records.js';

@Module({
  providers: [AuditAnchor, AuditSeal, SealAuditRecords, VerifyAuditRecords, AuditJobs],
  exports: [SealAuditRecords, VerifyAuditRecords, AuditJobs],
})
export class AuditModule {}
