import { applyDecorators } from '@nestjs/common';
import { RouteConfig, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiBody } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Problem } from './problem.js';

/** What the body of a route that takes bytes is read as, whatever its sender calls it; nobody may call theirs so. */
const RAW_TYPE = 'application/vnd.floor.bytes';

/** Notices of gateways and banks are a few kilobytes. */
const LARGEST_NOTICE_BYTES = 256 * 1024;

/** The route gets the very bytes that were sent: a signature is checked over them before anything of them is read. */
export function TakesRawBody(): MethodDecorator {
  return applyDecorators(
    RouteConfig({ takesRawBody: true }),
    ApiBody({ schema: { type: 'object', description: 'As its sender signed it' } }),
  );
}

/** Lets the application hand bytes on, on routes that say so. */
export function readRawBodies(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addContentTypeParser(
    RAW_TYPE,
    { parseAs: 'buffer', bodyLimit: LARGEST_NOTICE_BYTES },
    (_request, body, done) => done(null, body),
  );
  fastify.addHook('preParsing', async (request) => {
    const { takesRawBody } = request.routeOptions.config as { takesRawBody?: boolean };
    if (takesRawBody === true) request.headers['content-type'] = RAW_TYPE;
    else if (request.headers['content-type']?.trimStart().toLowerCase().startsWith(RAW_TYPE) === true)
      throw new Problem('unsupported_type');
  });
}

/** The bytes of the body, on a route that takes them so; none where there was no body. */
export function rawBodyOf(request: FastifyRequest): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}
