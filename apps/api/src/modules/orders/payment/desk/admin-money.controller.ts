import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../../platform/access/access.js';
import { JsonText } from '../../../../platform/http/json-text.js';
import { SlugPipe } from '../../../../platform/http/slug.js';
import { officerOf } from '../../../identity/index.js';
import {
  OwedRefundsAnswer,
  OwedRefundsQueryDto,
  ShopsMoneyAnswer,
  ShopsMoneyQueryDto,
  UnmatchedMoneyListAnswer,
  UnmatchedQueryDto,
} from './desk-money.dto.js';
import { DeskMoneyService } from './desk-money.service.js';

/** Money that shops owe buyers, and money they have not sorted, for whoever watches over them. */
@ApiTags('administration')
@Controller('v1/admin')
@Access('officer:sellers.read')
export class AdminMoneyController {
  constructor(private readonly money: DeskMoneyService) {}

  @Get('owed-refunds')
  @ApiOperation({ summary: 'Refunds that shops still owe, the nearest last day first' })
  @JsonText(OwedRefundsAnswer)
  owed(@CurrentPrincipal() principal: Principal, @Query() query: OwedRefundsQueryDto): Promise<string> {
    return this.money.owed(officerOf(principal, 'sellers.read'), query);
  }

  @Get('money-of-shops')
  @ApiOperation({ summary: 'By shop: what it owes buyers, and what came in that nobody knows the order of' })
  @JsonText(ShopsMoneyAnswer)
  shops(@CurrentPrincipal() principal: Principal, @Query() query: ShopsMoneyQueryDto): Promise<string> {
    return this.money.shops(officerOf(principal, 'sellers.read'), query);
  }

  @Get('sellers/:slug/unmatched-money')
  @Access('officer:sellers.review')
  @ApiOperation({ summary: 'Money at a shop that nobody knows the order of, the oldest first' })
  @JsonText(UnmatchedMoneyListAnswer)
  unmatched(
    @CurrentPrincipal() principal: Principal,
    @Param('slug', SlugPipe) slug: string,
    @Query() query: UnmatchedQueryDto,
  ): Promise<string> {
    return this.money.unmatched(officerOf(principal, 'sellers.review'), slug, query);
  }
}
