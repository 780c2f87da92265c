import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { AuthGuard, PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-custom';
import type { Principal } from '../../../platform/access/access.js';
import { Principals } from './principals.js';
import { readCookie, SESSION_COOKIE } from './session-token.js';

/**
 * Passport keeps strategies by name for the whole process, and the last application to start there would answer for all
 * of them: the guard of the application that took a request says whose tokens count for it.
 */
const judges = new WeakMap<object, Principals>();

/** passport-custom types its callback for Express; what arrives on Fastify is Fastify's request. */
function received(request: unknown): { headers: FastifyRequest['headers']; principals: Principals } {
  const principals = judges.get(request as object);
  if (principals === undefined) throw new Error('Only PrincipalGuard runs the strategies');
  return { headers: (request as FastifyRequest).headers, principals };
}

/** A browser's session, in its cookie. */
@Injectable()
export class SessionStrategy extends PassportStrategy(Strategy, 'session') {
  async validate(request: unknown): Promise<Principal | null> {
    const { headers, principals } = received(request);
    const token = readCookie(headers.cookie, SESSION_COOKIE);
    return token === null ? null : principals.of(token, 'session');
  }
}

/** A program's token, in the Authorization header (RFC 6750). */
@Injectable()
export class BearerStrategy extends PassportStrategy(Strategy, 'bearer') {
  async validate(request: unknown): Promise<Principal | null> {
    const { headers, principals } = received(request);
    const token = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
    return token === undefined ? null : principals.of(token, 'bearer');
  }
}

/** Runs both strategies and leaves the principal, or nothing, in `request.user`; what that means is the rule's affair. */
@Injectable()
export class PrincipalGuard extends AuthGuard(['bearer', 'session']) {
  constructor(private readonly principals: Principals) {
    super();
  }

  override canActivate(context: ExecutionContext): ReturnType<CanActivate['canActivate']> {
    judges.set(context.switchToHttp().getRequest<FastifyRequest>(), this.principals);
    return super.canActivate(context);
  }

  override handleRequest<TUser>(error: unknown, user: TUser | false): TUser {
    if (error) throw error;
    return (user === false ? undefined : user) as TUser;
  }
}
