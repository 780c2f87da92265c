import { Body, Controller, Get, Headers, Param, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access, OptionalPrincipal, type Principal } from '../../../platform/access/access.js';
import { EmptyDto } from '../../../platform/http/empty.dto.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { sendAsDownload } from '../../../platform/http/send-as-download.js';
import { LARGEST_UPLOAD_BYTES, readUpload, TakesUpload } from '../../../platform/http/upload.js';
import { OrderDetailAnswer } from '../order-answers.dto.js';
import { accountOf } from '../order-buyer.js';
import { OrderPageService } from '../order-page.service.js';
import { orderCodeOf } from '../shop-orders/seller-orders.controller.js';
import { AskForReturn } from './ask-for-return.js';
import { ReturnDto, ReturnPhotoAnswer } from './return.dto.js';
import { ReturnPhotos } from './return-photos.js';
import { WithdrawReturn } from './withdraw-return.js';

const OrderToken = (): MethodDecorator =>
  ApiHeader({
    name: 'Order-Token',
    required: false,
    description: 'Not needed by the account that placed it',
  });

/** A buyer gives goods back; by the order's token, or signed in. */
@ApiTags('buying')
@Controller('v1/orders/:code')
@Access('bearer-secret')
export class ShopReturnsController {
  constructor(
    private readonly askForReturn: AskForReturn,
    private readonly withdrawReturn: WithdrawReturn,
    private readonly photos: ReturnPhotos,
    private readonly orderPage: OrderPageService,
  ) {}

  @Post('return-photos')
  @TakesUpload()
  @ApiOperation({ summary: 'Send a picture for a return: JPEG, PNG, WebP or AVIF, at most 12 MB' })
  @OrderToken()
  @ApiCreatedResponse({ type: ReturnPhotoAnswer })
  async addPhoto(
    @Param('code') code: string,
    @Headers('order-token') token: string | undefined,
    @Req() request: FastifyRequest,
    @OptionalPrincipal() principal: Principal | null,
  ): Promise<ReturnPhotoAnswer> {
    const { bytes } = await readUpload(request, LARGEST_UPLOAD_BYTES);
    return this.photos.add(orderCodeOf(code), { token, accountId: accountOf(principal) }, bytes);
  }

  @Get('return-photos/:photoId')
  @ApiOperation({ summary: 'A picture of a return, as a download' })
  @OrderToken()
  @ApiOkResponse({ content: { 'image/jpeg': {} } })
  async photo(
    @Param('code') code: string,
    @IdParam('photoId') photoId: string,
    @Headers('order-token') token: string | undefined,
    @OptionalPrincipal() principal: Principal | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const buyer = { token, accountId: accountOf(principal) };
    const bytes = await this.photos.ofBuyer(orderCodeOf(code), buyer, photoId);
    sendAsDownload(reply, bytes, 'anh-tra-hang.jpg', 'image/jpeg');
  }

  @Post('returns')
  @ApiOperation({ summary: 'Ask to give goods back, within 7 days of their coming' })
  @OrderToken()
  @ApiCreatedResponse({ type: OrderDetailAnswer })
  async ask(
    @Param('code') typed: string,
    @Headers('order-token') token: string | undefined,
    @Body() body: ReturnDto,
    @OptionalPrincipal() principal: Principal | null,
  ): Promise<object> {
    const code = orderCodeOf(typed);
    const buyer = { token, accountId: accountOf(principal) };
    await this.askForReturn.run(code, buyer, body);
    return this.orderPage.order(code, buyer);
  }

  @Post('returns/:returnId/withdrawal')
  @ApiOperation({ summary: 'Keep the goods after all' })
  @OrderToken()
  @ApiCreatedResponse({ type: OrderDetailAnswer })
  async withdraw(
    @Param('code') typed: string,
    @IdParam('returnId') returnId: string,
    @Headers('order-token') token: string | undefined,
    @Body() _body: EmptyDto,
    @OptionalPrincipal() principal: Principal | null,
  ): Promise<object> {
    const code = orderCodeOf(typed);
    const buyer = { token, accountId: accountOf(principal) };
    await this.withdrawReturn.run(code, buyer, returnId);
    return this.orderPage.order(code, buyer);
  }
}
