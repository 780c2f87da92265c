import { Inject, Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import {
  InjectThrottlerOptions,
  InjectThrottlerStorage,
  Throttle,
  ThrottlerGuard,
  type ThrottlerLimitDetail,
  type ThrottlerModuleOptions,
  type ThrottlerStorage,
} from '@nestjs/throttler';
import type { FastifyRequest } from 'fastify';
import { ENVIRONMENT, type Environment } from '../config/config.module.js';
import { clientAddress } from '../http/client-address.js';
import { Problem } from '../http/problem.js';

/** So many requests of one address in that time, times RATE_LIMIT_FACTOR. */
export function Throttled({ limit, seconds }: { limit: number; seconds: number }): MethodDecorator {
  return Throttle({ default: { limit, ttl: seconds * 1_000 } });
}

/** Holds back an address, not a proxy: the storefront says whom it speaks for. RATE_LIMIT_FACTOR=0 lifts it. */
@Injectable()
export class AddressThrottle extends ThrottlerGuard {
  constructor(
    @InjectThrottlerOptions() options: ThrottlerModuleOptions,
    @InjectThrottlerStorage() storage: ThrottlerStorage,
    reflector: Reflector,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {
    super(options, storage, reflector);
  }

  protected override getTracker(request: FastifyRequest): Promise<string> {
    return Promise.resolve(clientAddress(request, this.environment.storefrontSecret));
  }

  protected override shouldSkip(): Promise<boolean> {
    return Promise.resolve(this.environment.rateLimitFactor === 0);
  }

  protected override handleRequest(
    request: Parameters<ThrottlerGuard['handleRequest']>[0],
  ): Promise<boolean> {
    const limit = Math.max(1, Math.round(request.limit * this.environment.rateLimitFactor));
    return super.handleRequest({ ...request, limit });
  }

  protected override throwThrottlingException(
    _context: ExecutionContext,
    detail: ThrottlerLimitDetail,
  ): Promise<void> {
    throw new Problem('rate_limited', {
      retryAfterSeconds: Math.max(1, Math.ceil(detail.timeToBlockExpire)),
    });
  }
}
