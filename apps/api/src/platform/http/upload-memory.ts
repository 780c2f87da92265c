import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { finalize, type Observable } from 'rxjs';
import { Problem } from './problem.js';

/** Two whole files at a time, however many are sent at once: each stands in memory twice while it is handed on. */
const MOST_HELD_BYTES = 28 * 1024 * 1024;
/** A picture is read in a second or two. */
const TRY_AGAIN_SECONDS = 5;

let held = 0;
const heldBy = new WeakMap<FastifyRequest, number>();

function take(bytes: number): void {
  if (held + bytes > MOST_HELD_BYTES)
    throw new Problem('overloaded', { retryAfterSeconds: TRY_AGAIN_SECONDS });
  held += bytes;
}

/** Notes that so many bytes more of a file wait in memory until the request is answered. @throws Problem overloaded */
export function holdForRequest(request: FastifyRequest, bytes: number): void {
  take(bytes);
  heldBy.set(request, (heldBy.get(request) ?? 0) + bytes);
}

/** Does something that holds so many bytes of a file as long as it lasts. @throws Problem overloaded */
export async function holding<T>(bytes: number, work: () => Promise<T>): Promise<T> {
  take(bytes);
  try {
    return await work();
  } finally {
    held -= bytes;
  }
}

/**
 * Lets go of what a request held once its handler has ended. Not when the client has gone: a file whose sender hung up
 * still waits for its turn.
 */
@Injectable()
export class ReleasesUploads implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    return next.handle().pipe(
      finalize(() => {
        held -= heldBy.get(request) ?? 0;
        heldBy.delete(request);
      }),
    );
  }
}
