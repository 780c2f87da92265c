import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { ClosuresService } from './closures.service.js';
import { ClosureDto, ClosureListAnswer } from './stock.dto.js';

/** Days on which a shop is closed. */
@ApiTags('listings')
@Controller('v1/seller/:sellerSlug/closures')
@Access('seller:listings')
export class SellerClosuresController {
  constructor(private readonly closures: ClosuresService) {}

  @Get()
  @ApiOperation({ summary: 'Closed days that are not over' })
  @ApiOkResponse({ type: ClosureListAnswer })
  async list(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
  ): Promise<ClosureListAnswer> {
    const rows = await this.closures.list(principal, slug);
    const items = rows.map(({ id, fromOn, untilOn, reason, note }) => ({
      id,
      fromOn,
      untilOn,
      reason,
      note,
    }));
    return { items, nextCursor: null };
  }

  @Post()
  @ApiOperation({ summary: 'Close for some days: goods are shown and cannot be ordered' })
  @ApiCreatedResponse()
  add(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Body() { note, ...days }: ClosureDto,
  ): Promise<{ id: string }> {
    return this.closures.add(principal, slug, { ...days, note: note ?? '' });
  }

  @Delete(':closureId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Open again on those days' })
  @ApiNoContentResponse()
  remove(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('closureId') id: string,
  ): Promise<void> {
    return this.closures.remove(principal, slug, id);
  }
}
