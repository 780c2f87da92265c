import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { IdParam } from '../../../platform/http/id-param.js';
import {
  ArrivalDto,
  HandOverDto,
  PackDto,
  ReturnToSenderDto,
  ShopCancellationDto,
} from '../shop-orders/shop-order-acts.dto.js';
import { ShopOrderAnswer } from '../shop-orders/shop-orders.dto.js';
import { ShopOrders } from '../shop-orders/shop-orders.js';
import { EndRest } from './end-rest.js';
import { HandOverParcel } from './hand-over-parcel.js';
import { EmptyDto } from '../../../platform/http/empty.dto.js';
import { EndPickup } from './pickups/end-pickup.js';
import { PackParcel } from './pack-parcel.js';
import { ReceiveParcel } from './receive-parcel.js';
import { ReturnParcel } from './return-parcel.js';
import { orderCodeOf } from '../order-code.js';

/** The parcels of a shop's orders; each act answers with the order as it is then. */
@ApiTags('seller')
@Controller('v1/seller/:sellerSlug/orders/:code/parcels')
@Access('seller:orders')
export class SellerParcelsController {
  constructor(
    private readonly orders: ShopOrders,
    private readonly packParcel: PackParcel,
    private readonly handOverParcel: HandOverParcel,
    private readonly receiveParcel: ReceiveParcel,
    private readonly returnParcel: ReturnParcel,
    private readonly endPickup: EndPickup,
    private readonly endRest: EndRest,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Put into a parcel what lies in none yet, or some of it' })
  @ApiOkResponse({ type: ShopOrderAnswer })
  async pack(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('code') typed: string,
    @Body() body: PackDto,
  ): Promise<ShopOrderAnswer> {
    const code = orderCodeOf(typed);
    await this.packParcel.run(principal, slug, code, body);
    return this.orders.one(principal, slug, code);
  }

  @Post('unsent')
  @HttpCode(200)
  @ApiOperation({
    summary: 'What was not sent never will be, for a reason; its share of the money goes back',
  })
  @ApiOkResponse({ type: ShopOrderAnswer })
  async keep(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('code') typed: string,
    @Body() body: ShopCancellationDto,
  ): Promise<ShopOrderAnswer> {
    const code = orderCodeOf(typed);
    await this.endRest.run(principal, slug, code, body);
    return this.orders.one(principal, slug, code);
  }

  @Post(':parcelId/hand-over')
  @HttpCode(200)
  @ApiOperation({ summary: 'The parcel leaves the shop, and its goods the shelf' })
  @ApiOkResponse({ type: ShopOrderAnswer })
  async handOver(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('code') typed: string,
    @IdParam('parcelId') parcelId: string,
    @Body() body: HandOverDto,
  ): Promise<ShopOrderAnswer> {
    const code = orderCodeOf(typed);
    await this.handOverParcel.run(principal, slug, { orderCode: code, parcelId }, body);
    return this.orders.one(principal, slug, code);
  }

  @Post(':parcelId/arrival')
  @HttpCode(200)
  @ApiOperation({ summary: 'It came: everything was taken, or some or all of it refused at the door' })
  @ApiOkResponse({ type: ShopOrderAnswer })
  async arrive(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('code') typed: string,
    @IdParam('parcelId') parcelId: string,
    @Body() body: ArrivalDto,
  ): Promise<ShopOrderAnswer> {
    const code = orderCodeOf(typed);
    await this.receiveParcel.run(principal, slug, { orderCode: code, parcelId }, body);
    return this.orders.one(principal, slug, code);
  }

  @Post(':parcelId/non-collection')
  @HttpCode(200)
  @ApiOperation({ summary: 'Nobody came for it to its tourism point: as if all of it had been refused' })
  @ApiOkResponse({ type: ShopOrderAnswer })
  async endWaiting(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('code') typed: string,
    @IdParam('parcelId') parcelId: string,
    @Body() _body: EmptyDto,
  ): Promise<ShopOrderAnswer> {
    const code = orderCodeOf(typed);
    await this.endPickup.run(principal, slug, { orderCode: code, parcelId });
    return this.orders.one(principal, slug, code);
  }

  @Post(':parcelId/return')
  @HttpCode(200)
  @ApiOperation({ summary: 'What was refused is back: on the shelf again, or written off' })
  @ApiOkResponse({ type: ShopOrderAnswer })
  async takeBack(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('code') typed: string,
    @IdParam('parcelId') parcelId: string,
    @Body() body: ReturnToSenderDto,
  ): Promise<ShopOrderAnswer> {
    const code = orderCodeOf(typed);
    await this.returnParcel.run(principal, slug, { orderCode: code, parcelId }, body);
    return this.orders.one(principal, slug, code);
  }
}
