import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { AccountVisitsAnswer } from './visit.dto.js';
import { VisitsAsked } from './visits-asked.js';

/** The visits you asked for while signed in. */
@ApiTags('tourism points')
@Controller('v1/me/visits')
@Access('account')
export class MyVisitsController {
  constructor(private readonly visits: VisitsAsked) {}

  @Get()
  @ApiOperation({ summary: 'Where you want to go, and what the shops said' })
  @ApiOkResponse({ type: AccountVisitsAnswer })
  list(@CurrentPrincipal() principal: Principal): Promise<AccountVisitsAnswer> {
    return this.visits.ofAccount(principal);
  }
}
