import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { ChangeShopDelivery } from './change-shop-delivery.js';
import { ChangeShopDeliveryDto, ShopDeliveryAnswer } from './shop-delivery.dto.js';

/** How a shop sends. */
@ApiTags('seller')
@Controller('v1/seller/:sellerSlug/delivery')
@Access('seller:orders')
export class SellerDeliveryController {
  constructor(private readonly delivery: ChangeShopDelivery) {}

  @Get()
  @ApiOperation({ summary: 'Which ways of sending the shop offers, and what there is to choose from' })
  @ApiOkResponse({ type: ShopDeliveryAnswer })
  read(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
  ): Promise<ShopDeliveryAnswer> {
    return this.delivery.read(principal, slug);
  }

  @Put()
  @ApiOperation({ summary: 'Say anew how the shop sends; orders that are placed stay as agreed' })
  @ApiOkResponse({ type: ShopDeliveryAnswer })
  change(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Body() body: ChangeShopDeliveryDto,
  ): Promise<ShopDeliveryAnswer> {
    return this.delivery.run(principal, slug, body);
  }
}
