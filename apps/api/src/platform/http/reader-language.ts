import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from './problem.js';

/** The language the answer is asked for in (`Accept-Language`); the answer tells caches that it depends on it. */
export const ReaderLanguage = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const http = context.switchToHttp();
  void http.getResponse<FastifyReply>().header('vary', 'accept-language');
  return languageOf(http.getRequest<FastifyRequest>().headers['accept-language']);
});
