import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import { systemClock, type Clock } from '#kernel/time';
import { AppModule } from './app.module.js';
import type { Environment } from './platform/config/config.module.js';
import { ApiDescription } from './platform/health/api-description.js';
import { Metrics } from './platform/health/metrics.js';
import { clientAddress } from './platform/http/client-address.js';
import { answerProblem } from './platform/http/problem.filter.js';
import { inRequest } from './platform/http/request-context.js';
import { readChunks } from './platform/http/chunk.js';
import { readRawBodies } from './platform/http/raw-body.js';
import { readUploads } from './platform/http/upload.js';
import { PageChanges } from './platform/page-changes/page-changes.js';
import { createValidationPipe } from './platform/http/validation.js';

/** The storefront hands everything below this path on to us. */
export const API_PREFIX = 'api';

/** Order forms are a few kilobytes; files go another way (platform/http/upload.ts). */
const BODY_LIMIT_BYTES = 256 * 1024;

/** Builds the HTTP application; used by main and by the tests (which bring a clock), so that both run the same one. */
export async function createApi(
  environment: Environment,
  clock: Clock = systemClock(environment.clockOffsetSeconds),
): Promise<NestFastifyApplication> {
  const logger = new Logger('http');
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: trustedProxies(environment.trustProxy),
    genReqId: () => randomUUID(),
    requestTimeout: 60_000,
    keepAliveTimeout: 65_000,
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      void answerProblem(error, request, reply, logger),
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(environment, clock), adapter, {
    bufferLogs: false,
    // Fastify's own parsers are enough, and Nest's would also take HTML forms, which any site could send.
    bodyParser: false,
    logger: environment.logLevel === 'silent' ? false : ['fatal', 'error', 'warn'],
    abortOnError: false,
  });
  app.setGlobalPrefix(API_PREFIX);
  app.useGlobalPipes(createValidationPipe());
  const fastify = adapter.getInstance();
  fastify.removeContentTypeParser('text/plain');
  await readUploads(app);
  readChunks(app);
  readRawBodies(app);
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    inRequest(request.id, done, clientAddress(request, environment.storefrontSecret));
  });
  // With `done`, as a promise for each hook of each request costs more than what most of them do.
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    // What the API says is for this reader and this moment; a handler that knows better has said so.
    if (reply.getHeader('cache-control') === undefined) void reply.header('cache-control', 'no-store');
    void reply.header('x-content-type-options', 'nosniff');
    done(null, payload);
  });
  const metrics = app.get(Metrics);
  fastify.addHook('onResponse', (_request, reply, done) => {
    metrics.observe(reply);
    done();
  });
  app.get(PageChanges).serve(fastify);
  app.get(ApiDescription).describe(app);
  app.enableShutdownHooks();
  return app;
}

/** A number means so many proxies in front of us; the addresses further out are only what somebody wrote. */
function trustedProxies(
  setting: Environment['trustProxy'],
): false | string | ((address: string, hop: number) => boolean) {
  return typeof setting === 'number' ? (_address, hop) => hop < setting : setting;
}
