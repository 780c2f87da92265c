import { NestFactory } from '@nestjs/core';
import type { Environment } from '../platform/config/config.module.js';
import { ImportProvince } from './import-province.js';
import { ProvinceData } from './province-data.js';
import { ProvinceModule } from './province.module.js';

/** Brings the facts of PROVINCE into the database, as floor_app. */
export async function importProvince(environment: Environment): Promise<void> {
  const app = await NestFactory.createApplicationContext(ProvinceModule.with(environment), {
    logger: ['fatal', 'error', 'warn'],
    abortOnError: false,
  });
  try {
    await app.get(ImportProvince).run(new ProvinceData(environment.province));
  } finally {
    await app.close();
  }
}
