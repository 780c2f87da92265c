import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../../platform/access/access.js';
import { EmptyDto } from '../../../platform/http/empty.dto.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { sendAsDownload } from '../../../platform/http/send-as-download.js';
import { LARGEST_UPLOAD_BYTES, readUpload, TakesUpload } from '../../../platform/http/upload.js';
import { OrderDetailAnswer } from '../order-answers.dto.js';
import { OrderPageService } from '../order-page.service.js';
import { AskForReturn } from './ask-for-return.js';
import { ReturnDto, ReturnPhotoAnswer } from './return.dto.js';
import { ReturnPhotos } from './return-photos.js';
import { WithdrawReturn } from './withdraw-return.js';
import { orderCodeOf } from '../order-code.js';
import { ByOrderToken, CurrentBuyer, type OrderBuyer } from '../order-buyer.js';

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
  @ByOrderToken()
  @ApiCreatedResponse({ type: ReturnPhotoAnswer })
  async addPhoto(
    @Param('code') code: string,
    @CurrentBuyer() buyer: OrderBuyer,
    @Req() request: FastifyRequest,
  ): Promise<ReturnPhotoAnswer> {
    const { bytes } = await readUpload(request, LARGEST_UPLOAD_BYTES);
    return this.photos.add(orderCodeOf(code), buyer, bytes);
  }

  @Get('return-photos/:photoId')
  @ApiOperation({ summary: 'A picture of a return, as a download' })
  @ByOrderToken()
  @ApiOkResponse({ content: { 'image/jpeg': {} } })
  async photo(
    @Param('code') code: string,
    @IdParam('photoId') photoId: string,
    @CurrentBuyer() buyer: OrderBuyer,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const bytes = await this.photos.ofBuyer(orderCodeOf(code), buyer, photoId);
    sendAsDownload(reply, bytes, 'anh-tra-hang.jpg', 'image/jpeg');
  }

  @Post('returns')
  @ApiOperation({ summary: 'Ask to give goods back, within 7 days of their coming' })
  @ByOrderToken()
  @ApiCreatedResponse({ type: OrderDetailAnswer })
  async ask(
    @Param('code') typed: string,
    @CurrentBuyer() buyer: OrderBuyer,
    @Body() body: ReturnDto,
  ): Promise<object> {
    const code = orderCodeOf(typed);
    await this.askForReturn.run(code, buyer, body);
    return this.orderPage.order(code, buyer);
  }

  @Post('returns/:returnId/withdrawal')
  @ApiOperation({ summary: 'Keep the goods after all' })
  @ByOrderToken()
  @ApiCreatedResponse({ type: OrderDetailAnswer })
  async withdraw(
    @Param('code') typed: string,
    @IdParam('returnId') returnId: string,
    @CurrentBuyer() buyer: OrderBuyer,
    @Body() _body: EmptyDto,
  ): Promise<object> {
    const code = orderCodeOf(typed);
    await this.withdrawReturn.run(code, buyer, returnId);
    return this.orderPage.order(code, buyer);
  }
}
