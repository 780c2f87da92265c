import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { ConsentDecisionDto, ConsentsAnswer, ConsentTextsAnswer } from './consents.dto.js';
import { ConsentsService } from './consents.service.js';

/** The texts people can agree to, and what somebody agreed to. */
@ApiTags('accounts')
@Controller('v1')
export class MyConsentsController {
  constructor(private readonly consents: ConsentsService) {}

  @Get('consent-texts')
  @Access('public')
  @ApiOperation({
    summary: 'The texts in force, by purpose, with their versions; a sign-up form names these',
  })
  @ApiOkResponse({ type: ConsentTextsAnswer })
  texts(): object {
    return this.consents.texts();
  }

  @Get('me/consents')
  @Access('account')
  @ApiOperation({ summary: 'What you agreed to, purpose by purpose' })
  @ApiOkResponse({ type: ConsentsAnswer })
  list(@CurrentPrincipal() { accountId }: Principal): Promise<object> {
    return this.consents.list(accountId);
  }

  @Put('me/consents/:purpose')
  @Access('account')
  @ApiOperation({
    summary: 'Agree to a text in the version you read, or take it back; each decision is kept',
  })
  @ApiOkResponse({ type: ConsentsAnswer })
  decide(
    @CurrentPrincipal() { accountId }: Principal,
    @Param('purpose') purpose: string,
    @Body() body: ConsentDecisionDto,
  ): Promise<object> {
    return this.consents.decide(accountId, purpose, body);
  }
}
