import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { JsonText } from '../../../platform/http/json-text.js';
import { officerOf } from '../../identity/index.js';
import { SellerTracesService } from './seller-traces.service.js';
import { LookedUpListAnswer, TraceListQueryDto } from './traces.dto.js';

/** What people look up of the goods of an officer's communes. */
@ApiTags('traces')
@Controller('v1/admin/traces')
@Access('officer:listings.read')
export class AdminTracesController {
  constructor(private readonly traces: SellerTracesService) {}

  @Get()
  @ApiOperation({ summary: 'Products whose labels were looked up, the most often over thirty days first' })
  @JsonText(LookedUpListAnswer)
  list(@CurrentPrincipal() principal: Principal, @Query() query: TraceListQueryDto): Promise<string> {
    return this.traces.lookedUp(officerOf(principal, 'listings.read'), query);
  }
}
