import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ENVIRONMENT, type Environment } from '../config/config.module.js';
import { Problem } from '../http/problem.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what a page of another site makes a browser send with our cookies. Browsers say where a request comes from in
 * Sec-Fetch-Site, older ones in Origin; a caller that sends neither is no browser, and forgery needs a browser.
 */
@Injectable()
export class RefuseForeignOrigin implements CanActivate {
  private readonly ownHost: string;

  constructor(@Inject(ENVIRONMENT) environment: Environment) {
    this.ownHost = new URL(environment.publicUrl).host;
  }

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (SAFE.has(request.method) || this.isOwn(request)) return true;
    throw new Problem('not_allowed');
  }

  private isOwn({ headers }: FastifyRequest): boolean {
    const site = headers['sec-fetch-site'];
    if (site !== undefined) return site === 'same-origin' || site === 'none';
    const { origin } = headers;
    if (origin === undefined) return true;
    if (!URL.canParse(origin)) return false;
    const { host } = new URL(origin);
    // A demo is reached as 127.0.0.1 and as localhost; the Host header is what this very browser asked for.
    return host === this.ownHost || host === headers.host;
  }
}
