import { Body, Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Access } from '../../../platform/access/access.js';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { callerOf } from '../caller.js';
import { readContact } from '../contact.js';
import { CodeTicketAnswer, ReachedAtDto } from '../sessions/sign-in.dto.js';
import { AskForCode } from './ask-for-code.js';
import { ticketAnswer } from './ticket-answer.js';

/** Codes for signing in, opening an account, and moving one to another number. */
@ApiTags('accounts')
@Controller('v1')
export class CodesController {
  constructor(
    private readonly askForCode: AskForCode,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  @Post('one-time-codes')
  @Access('public')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Send a code of six digits to a phone or mailbox; the answer never tells whether it is known',
  })
  @ApiAcceptedResponse({ type: CodeTicketAnswer })
  async ask(@Body() body: ReachedAtDto, @Req() request: FastifyRequest): Promise<object> {
    return ticketAnswer(await this.askForCode.run(readContact(body), callerOf(request, this.environment)));
  }
}
