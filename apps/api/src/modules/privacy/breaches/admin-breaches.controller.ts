import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { IdParam } from '../../../platform/http/id-param.js';
import {
  BreachDetailAnswer,
  BreachesAnswer,
  BreachesQueryDto,
  EnterBreachDto,
  EnterBreachEntryDto,
} from './breach.dto.js';
import { BreachesService } from './breaches.service.js';

/** What went wrong with personal data, and what was done about it. */
@ApiTags('administration')
@Controller('v1/admin/breaches')
export class AdminBreachesController {
  constructor(private readonly breaches: BreachesService) {}

  @Get()
  @Access('officer:privacy.handle')
  @ApiOperation({ summary: 'Breaches: open ones first, then the newest' })
  @ApiOkResponse({ type: BreachesAnswer })
  list(@Query() query: BreachesQueryDto): Promise<object> {
    return this.breaches.list(query);
  }

  @Post()
  @Access('officer:privacy.handle')
  @ApiOperation({ summary: 'Enter a breach; its 72 hours run from its discovery' })
  @ApiCreatedResponse({ type: BreachDetailAnswer })
  enter(@CurrentPrincipal() principal: Principal, @Body() body: EnterBreachDto): Promise<object> {
    return this.breaches.enter(principal, body);
  }

  @Get(':breachId')
  @Access('officer:privacy.handle')
  @ApiOperation({ summary: 'One breach with its history' })
  @ApiOkResponse({ type: BreachDetailAnswer })
  read(@IdParam('breachId') id: string): Promise<object> {
    return this.breaches.read(id);
  }

  @Post(':breachId/entries')
  @Access('officer:privacy.handle')
  @ApiOperation({ summary: 'Add what was found or done; nothing is changed afterwards' })
  @ApiCreatedResponse({ type: BreachDetailAnswer })
  add(
    @CurrentPrincipal() principal: Principal,
    @IdParam('breachId') id: string,
    @Body() body: EnterBreachEntryDto,
  ): Promise<object> {
    return this.breaches.add(principal, id, body);
  }
}
