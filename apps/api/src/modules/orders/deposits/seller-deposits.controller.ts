import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { ChangeDepositTerms } from './change-deposit-terms.js';
import { ChangeDepositTermsDto, DepositTermsAnswer } from './deposit-terms.dto.js';

/** What a shop asks ahead of orders to be paid on delivery. */
@ApiTags('seller')
@Controller('v1/seller/:sellerSlug/deposit-terms')
@Access('seller:money')
export class SellerDepositsController {
  constructor(private readonly terms: ChangeDepositTerms) {}

  @Get()
  @ApiOperation({
    summary: 'What of orders to be paid on delivery the shop asks ahead; nothing unless it said so',
  })
  @ApiOkResponse({ type: DepositTermsAnswer })
  read(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
  ): Promise<DepositTermsAnswer> {
    return this.terms.read(principal, slug);
  }

  @Put()
  @ApiOperation({ summary: 'Say anew what the shop asks ahead; orders that are placed stay as agreed' })
  @ApiOkResponse({ type: DepositTermsAnswer })
  change(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Body() body: ChangeDepositTermsDto,
  ): Promise<DepositTermsAnswer> {
    return this.terms.run(principal, slug, body);
  }
}
