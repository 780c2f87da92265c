import { Controller, Get, Header, Param, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../../../platform/access/access.js';
import { AddressThrottle, Throttled } from '../../../platform/access/throttle.js';
import { StatedSalesDto } from './statement.dto.js';
import { StatementsService } from './statements.service.js';

/** For whoever was handed a statement and wants to know whether it is one. */
@ApiTags('statements')
@Controller('v1/sales-statements')
export class ShopStatementsController {
  constructor(private readonly statements: StatementsService) {}

  @Get(':code')
  @Access('bearer-secret')
  @UseGuards(AddressThrottle)
  @Throttled({ limit: 30, seconds: 60 })
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'What the statement with this code states, and whether it is unchanged' })
  @ApiOkResponse({ type: StatedSalesDto })
  check(@Param('code') code: string): Promise<StatedSalesDto> {
    return this.statements.check(code);
  }
}
