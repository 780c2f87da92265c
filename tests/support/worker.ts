import { NestFactory } from '@nestjs/core';
import type { Clock } from '#kernel/time';
import { AppModule } from '../../apps/api/src/app.module.js';
import { AnnexJobs } from '../../apps/api/src/modules/certification/index.js';
import { IdentityJobs } from '../../apps/api/src/modules/identity/index.js';
import { CatalogueJobs } from '../../apps/api/src/modules/catalogue/index.js';
import { OrderJobs } from '../../apps/api/src/modules/orders/index.js';
import { PrivacyJobs } from '../../apps/api/src/modules/privacy/index.js';
import { VerificationJobs } from '../../apps/api/src/modules/sellers/index.js';
import { SellerJobs } from '../../apps/api/src/modules/sellers/index.js';
import { testEnvironment, type TestAppOptions } from './app.js';

/** The worker of production, as floor_app: it takes jobs until it is closed. */
export async function testWorker({
  database,
  clock,
  env = {},
}: TestAppOptions & { clock: Clock }): Promise<{ close(): Promise<void> }> {
  const context = await NestFactory.createApplicationContext(
    AppModule.with(testEnvironment({ database, env }), clock, 'worker'),
    { logger: false, abortOnError: false },
  );
  await context.get(CatalogueJobs, { strict: false }).start();
  await context.get(OrderJobs, { strict: false }).start();
  await context.get(PrivacyJobs, { strict: false }).start();
  await context.get(IdentityJobs, { strict: false }).start();
  await context.get(VerificationJobs, { strict: false }).start();
  await context.get(SellerJobs, { strict: false }).start();
  await context.get(AnnexJobs, { strict: false }).start();
  return { close: () => context.close() };
}
