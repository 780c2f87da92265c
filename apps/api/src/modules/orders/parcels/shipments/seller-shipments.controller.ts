import { Body, Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../../platform/access/access.js';
import { IdParam } from '../../../../platform/http/id-param.js';
import { ShopOrderAnswer } from '../../shop-orders/shop-orders.dto.js';
import { ShopOrders } from '../../shop-orders/shop-orders.js';
import { AskShipment } from './ask-shipment.js';
import { CancelShipment } from './cancel-shipment.js';
import { ShipmentDto, ShipmentQuoteAnswer } from './shipment.dto.js';
import { orderCodeOf } from '../../order-code.js';

/** A parcel that a carrier is to fetch, by the shop's own account there. */
@ApiTags('seller')
@Controller('v1/seller/:sellerSlug/orders/:code/parcels/:parcelId')
@Access('seller:orders')
export class SellerShipmentsController {
  constructor(
    private readonly orders: ShopOrders,
    private readonly askShipment: AskShipment,
    private readonly cancelShipment: CancelShipment,
  ) {}

  @Post('shipment-quotes')
  @HttpCode(200)
  @ApiOperation({ summary: 'What a carrier would ask for the parcel; nothing is made' })
  @ApiOkResponse({ type: ShipmentQuoteAnswer })
  quote(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('code') typed: string,
    @IdParam('parcelId') parcelId: string,
    @Body() body: ShipmentDto,
  ): Promise<ShipmentQuoteAnswer> {
    return this.askShipment.quote(principal, slug, { orderCode: orderCodeOf(typed), parcelId }, body);
  }

  @Post('shipment')
  @HttpCode(200)
  @ApiOperation({ summary: 'Have a carrier fetch the parcel; whether it does stands in the answer, or soon' })
  @ApiOkResponse({ type: ShopOrderAnswer })
  async ask(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('code') typed: string,
    @IdParam('parcelId') parcelId: string,
    @Body() body: ShipmentDto,
  ): Promise<ShopOrderAnswer> {
    const code = orderCodeOf(typed);
    await this.askShipment.run(principal, slug, { orderCode: code, parcelId }, body);
    return this.orders.one(principal, slug, code);
  }

  @Delete('shipment')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take it back from the carrier before it was fetched' })
  @ApiOkResponse({ type: ShopOrderAnswer })
  async cancel(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('code') typed: string,
    @IdParam('parcelId') parcelId: string,
  ): Promise<ShopOrderAnswer> {
    const code = orderCodeOf(typed);
    await this.cancelShipment.run(principal, slug, { orderCode: code, parcelId });
    return this.orders.one(principal, slug, code);
  }
}
