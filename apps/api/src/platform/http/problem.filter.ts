import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf, Problem } from './problem.js';
import type { ErrorCode } from './error-codes.js';

/** The one place where errors become answers: RFC 9457 documents with a stable code and the request's id. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    void answerProblem(error, request, http.getResponse<FastifyReply>(), this.logger);
  }
}

/** Writes the problem document; Fastify's own error handler uses it for what fails before a controller is reached. */
export function answerProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  logger: Pick<Logger, 'error'>,
): FastifyReply {
  const problem = toProblem(error);
  if (problem.status >= 500) {
    logger.error(`${request.method} ${request.url.split('?')[0]} ${request.id}: ${describe(error)}`);
  }
  if (problem.more.retryAfterSeconds !== undefined) {
    void reply.header('retry-after', String(problem.more.retryAfterSeconds));
  }
  return (
    reply
      .status(problem.status)
      // A handler that answers for ever (a picture) has said so before it failed.
      .header('cache-control', 'no-store')
      .type('application/problem+json; charset=utf-8')
      .send(JSON.stringify(problem.toDocument(languageOf(request.headers['accept-language']), request.id)))
  );
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
  const code = BY_STATUS[status];
  if (code !== undefined) return new Problem(code);
  return isOverload(error)
    ? new Problem('overloaded', { retryAfterSeconds: 5 })
    : new Problem('internal_error');
}

const BY_STATUS: Partial<Record<number, ErrorCode>> = {
  400: 'malformed_body',
  401: 'sign_in_required',
  403: 'not_allowed',
  404: 'not_found',
  405: 'not_found',
  413: 'too_large',
  414: 'too_large',
  415: 'unsupported_type',
  429: 'rate_limited',
};

function statusOf(error: unknown): number {
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : 500;
}

/**
 * No connection within the pool's patience, a query the server stopped, a server that is restarting, or a connection
 * that broke in the middle: a moment later the same request has its answer.
 */
function isOverload(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return OVERLOAD_CODES.has(String(code)) || OVERLOAD_MESSAGES.test(String(message));
}

const OVERLOAD_CODES: ReadonlySet<string> = new Set([
  '57014', '57P01', '57P02', '57P03', '53300', '08000', '08003', '08006', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT',
]); // prettier-ignore

/** What pg and TypeORM say of a connection without giving it a code. */
const OVERLOAD_MESSAGES =
  /timeout exceeded when trying to connect|Connection terminated|connection error and is not queryable|Client was closed|already released/i;

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
