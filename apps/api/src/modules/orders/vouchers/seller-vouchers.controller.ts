import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { EmptyDto } from '../../../platform/http/empty.dto.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { JsonText } from '../../../platform/http/json-text.js';
import { GivenVoucherAnswer, GiveVoucherDto, VouchersAnswer, VouchersQueryDto } from './voucher.dto.js';
import { VouchersService } from './vouchers.service.js';

/** Vouchers of a shop, which the shop bears itself. */
@ApiTags('seller')
@Controller('v1/seller/:sellerSlug/vouchers')
@Access('seller:listings')
export class SellerVouchersController {
  constructor(private readonly vouchers: VouchersService) {}

  @Get()
  @ApiOperation({ summary: 'Vouchers of a shop, the newest first' })
  @JsonText(VouchersAnswer)
  list(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Query() query: VouchersQueryDto,
  ): Promise<string> {
    return this.vouchers.listOfShop(principal, slug, query);
  }

  @Post()
  @ApiOperation({ summary: 'Begin a voucher; its terms stay as they are, and its code is nobody else’s' })
  @ApiCreatedResponse({ type: GivenVoucherAnswer })
  give(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Body() body: GiveVoucherDto,
  ): Promise<GivenVoucherAnswer> {
    return this.vouchers.giveOfShop(principal, slug, body);
  }

  @Post(':voucherId/ending')
  @HttpCode(204)
  @ApiOperation({ summary: 'End a voucher at once; what was bought with it stays' })
  @ApiNoContentResponse()
  end(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('voucherId') voucherId: string,
    @Body() _body: EmptyDto,
  ): Promise<void> {
    return this.vouchers.endOfShop(principal, slug, voucherId);
  }
}
