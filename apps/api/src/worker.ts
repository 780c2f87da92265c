import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { systemClock } from '#kernel/time';
import { AppModule } from './app.module.js';
import { CatalogueJobs } from './modules/catalogue/index.js';
import { AnnexJobs, CertificationJobs } from './modules/certification/index.js';
import { IdentityJobs } from './modules/identity/index.js';
import { DisputeJobs, OrderJobs } from './modules/orders/index.js';
import { PrivacyJobs } from './modules/privacy/index.js';
import { ReportJobs, ReviewJobs, TellOfQuestions } from './modules/reviews/index.js';
import { VerificationJobs } from './modules/sellers/index.js';
import { SettlementJobs } from './modules/settlement/index.js';
import { TourismJobs } from './modules/tourism/index.js';
import { AuditJobs } from './platform/audit/audit-jobs.js';
import { SellerJobs } from './modules/sellers/index.js';
import { readEnvironment } from './platform/config/environment.js';

const environment = readEnvironment();
const clock = systemClock(environment.clockOffsetSeconds);
const app = await NestFactory.createApplicationContext(AppModule.with(environment, clock, 'worker'), {
  logger: environment.logLevel === 'silent' ? false : ['fatal', 'error', 'warn'],
  abortOnError: false,
});
app.enableShutdownHooks();
await app.get(CatalogueJobs).start();
await app.get(CertificationJobs).start();
await app.get(OrderJobs).start();
await app.get(DisputeJobs).start();
await app.get(ReportJobs).start();
await app.get(PrivacyJobs).start();
await app.get(IdentityJobs).start();
await app.get(VerificationJobs).start();
await app.get(AuditJobs).start();
await app.get(SellerJobs).start();
await app.get(AnnexJobs).start();
await app.get(SettlementJobs).start();
await app.get(ReviewJobs).start();
await app.get(TellOfQuestions).start();
await app.get(TourismJobs).start();
console.log('worker ready');
