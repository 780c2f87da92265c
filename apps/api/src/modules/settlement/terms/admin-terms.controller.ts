import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, Fresh, type Principal } from '../../../platform/access/access.js';
import { DecideTerm } from './decide-term.js';
import { DecideTermDto, TermDto, TermsDto } from './terms.dto.js';

/** How tax at the source is dealt with, and what the floor takes. */
@ApiTags('settlement')
@Controller('v1/admin/settlement-terms')
export class AdminTermsController {
  constructor(private readonly decideTerm: DecideTerm) {}

  @Get()
  @Access('officer:taxes.handle')
  @ApiOperation({ summary: 'What was decided, the latest first' })
  @ApiOkResponse({ type: TermsDto })
  async list(): Promise<TermsDto> {
    return { items: await this.decideTerm.list(), nextCursor: null };
  }

  @Post()
  @Access('officer:settlement.decide')
  @Fresh()
  @ApiOperation({ summary: 'Decide about a channel or the fee, from tomorrow on at the earliest' })
  @ApiCreatedResponse({ type: TermDto })
  decide(@CurrentPrincipal() principal: Principal, @Body() wish: DecideTermDto): Promise<TermDto> {
    return this.decideTerm.run(principal.accountId, wish);
  }
}
