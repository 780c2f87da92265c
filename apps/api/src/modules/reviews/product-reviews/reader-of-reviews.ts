import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { hashSecret, isSecret } from '#kernel/ids';
import type { GuardedRequest } from '../../../platform/access/access.js';
import { Problem } from '../../../platform/http/problem.js';

/** Who says something about a review: an account, the device they read it on, or both. */
export interface ReviewReader {
  readonly accountId: string | null;
  readonly deviceHash: string | null;
}

/** Describes a route that somebody signed in calls, or a browser by a secret of its own. */
export const ByReader = (): MethodDecorator & ClassDecorator =>
  ApiHeader({
    name: 'Reader-Token',
    required: false,
    description: '256 random bits that a browser keeps; not needed by somebody signed in',
  });

/** @throws Problem sign_in_required: neither signed in nor a device that can be told from others */
export const CurrentReader = createParamDecorator((_: unknown, context: ExecutionContext): ReviewReader => {
  const { headers, user } = context.switchToHttp().getRequest<GuardedRequest>();
  const token = headers['reader-token'];
  const deviceHash = typeof token === 'string' && isSecret(token) ? hashSecret(token) : null;
  const counts = user !== undefined && (user.scopes === null || user.scopes.includes('account'));
  const accountId = counts ? user.accountId : null;
  if (accountId === null && deviceHash === null) throw new Problem('sign_in_required');
  return { accountId, deviceHash };
});
