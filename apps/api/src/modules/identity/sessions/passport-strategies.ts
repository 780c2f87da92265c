import { Injectable } from '@nestjs/common';
import { AuthGuard, PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-custom';
import type { Principal } from '../../../platform/access/access.js';
import { Principals } from './principals.js';
import { readCookie, SESSION_COOKIE } from './session-token.js';

/** passport-custom types its callback for Express; what arrives on Fastify is Fastify's request. */
const requestOf = (request: unknown): FastifyRequest => request as FastifyRequest;

/** A browser's session, in its cookie. */
@Injectable()
export class SessionStrategy extends PassportStrategy(Strategy, 'session') {
  constructor(private readonly principals: Principals) {
    super();
  }

  async validate(request: unknown): Promise<Principal | null> {
    const token = readCookie(requestOf(request).headers.cookie, SESSION_COOKIE);
    return token === null ? null : this.principals.of(token, 'session');
  }
}

/** A program's token, in the Authorization header (RFC 6750). */
@Injectable()
export class BearerStrategy extends PassportStrategy(Strategy, 'bearer') {
  constructor(private readonly principals: Principals) {
    super();
  }

  async validate(request: unknown): Promise<Principal | null> {
    const token = /^Bearer +(\S+)$/i.exec(requestOf(request).headers.authorization ?? '')?.[1];
    return token === undefined ? null : this.principals.of(token, 'bearer');
  }
}

/** Runs both strategies and leaves the principal, or nothing, in `request.user`; what that means is the rule's affair. */
@Injectable()
export class PrincipalGuard extends AuthGuard(['bearer', 'session']) {
  override handleRequest<TUser>(error: unknown, user: TUser | false): TUser {
    if (error) throw error;
    return (user === false ? undefined : user) as TUser;
  }
}
