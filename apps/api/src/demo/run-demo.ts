import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { systemClock, type Clock } from '#kernel/time';
import type { Environment } from '../platform/config/config.module.js';
import { DemoModule } from './demo.module.js';
import { LoadProducts } from './load-products.js';
import { SeedDemo } from './seed-demo.js';

/** Fills an empty database with the demo; false when it was there already. */
export async function seedDemo(
  environment: Environment,
  clock: Clock = systemClock(environment.clockOffsetSeconds),
  options: { withPictures?: boolean; withReviews?: boolean } = {},
): Promise<boolean> {
  return inDemoModule(environment, clock, (app) => app.get(SeedDemo).run(options));
}

/** Adds that many invented products for load tests. */
export async function loadDemoProducts(
  environment: Environment,
  count: number,
  clock: Clock = systemClock(environment.clockOffsetSeconds),
): Promise<void> {
  await inDemoModule(environment, clock, (app) => app.get(LoadProducts).run(count));
}

async function inDemoModule<T>(
  environment: Environment,
  clock: Clock,
  work: (app: INestApplicationContext) => Promise<T>,
): Promise<T> {
  const app = await NestFactory.createApplicationContext(DemoModule.with(environment, clock), {
    logger: ['fatal', 'error', 'warn'],
    abortOnError: false,
  });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}
