import { applyDecorators, Header } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Type } from '@nestjs/common';

/**
 * The handler returns JSON as the text PostgreSQL built, and it is sent as it is: neither parsed nor written anew here,
 * which is what would cost a list most of its time. `answer` documents what the text holds.
 */
export function JsonText(answer: Type<unknown>): MethodDecorator {
  return applyDecorators(
    Header('content-type', 'application/json; charset=utf-8'),
    ApiOkResponse({ type: answer }),
  );
}
