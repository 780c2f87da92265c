import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../http/problem.js';

/**
 * A handler that takes no query refuses one: a parameter that is silently ignored looks like a filter that found
 * everything. Handlers with a query class leave this to its validation.
 */
@Injectable()
export class RefuseUnknownQuery implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const names = Object.keys(context.switchToHttp().getRequest<FastifyRequest>().query ?? {});
    if (names.length === 0 || takesQuery(context)) return true;
    throw new Problem('validation_failed', {
      errors: names.map((path) => ({
        path,
        code: 'unknown_field',
        vi: 'Trường không được hỗ trợ',
        en: 'Unknown field',
      })),
    });
  }
}

function takesQuery(context: ExecutionContext): boolean {
  const parameters = Reflect.getMetadata(
    ROUTE_ARGS_METADATA,
    context.getClass(),
    context.getHandler().name,
  ) as Record<string, unknown> | undefined;
  return Object.keys(parameters ?? {}).some((key) => key.startsWith(`${RouteParamtypes.QUERY}:`));
}
