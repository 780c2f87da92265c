import { Inject, Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { ENVIRONMENT, type Environment } from '../config/config.module.js';
import { clientAddress, networkOf } from '../http/client-address.js';
import { HitCounters } from './hit-counters.js';

const THROTTLED = 'throttled';

/** So many requests of one address in that time, times RATE_LIMIT_FACTOR. */
export const Throttled = ({ limit, seconds }: { limit: number; seconds: number }): MethodDecorator =>
  SetMetadata(THROTTLED, { hits: limit, seconds });

/** Holds back an address, not a proxy: the storefront says whom it speaks for. */
@Injectable()
export class AddressThrottle implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly counters: HitCounters,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** @throws Problem rate_limited */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const limit = this.reflector.get<{ hits: number; seconds: number } | undefined>(
      THROTTLED,
      context.getHandler(),
    );
    if (limit === undefined) throw new Error('A throttled route says how much it takes');
    const address = clientAddress(
      context.switchToHttp().getRequest<FastifyRequest>(),
      this.environment.storefrontSecret,
    );
    const name = `${context.getClass().name}.${context.getHandler().name}`;
    await this.counters.demand({ name, ...limit }, networkOf(address));
    return true;
  }
}
