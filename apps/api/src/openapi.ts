import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { systemClock } from '#kernel/time';
import { AppModule } from './app.module.js';
import { API_PREFIX } from './app.setup.js';
import { readEnvironment } from './platform/config/environment.js';
import { openApiJson } from './platform/health/api-description.js';

/** docs/openapi.json as these controllers say it. Nothing is started: in preview Nest reads the classes and makes none. */
export async function openApiOfThisBuild(): Promise<string> {
  const module = AppModule.with(readEnvironment({}, []), systemClock());
  const app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  app.setGlobalPrefix(API_PREFIX);
  return openApiJson(app);
}
