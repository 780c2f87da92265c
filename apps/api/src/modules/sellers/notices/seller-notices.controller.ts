import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { NoticeChoicesAnswer, NoticeChoicesDto } from './notice-choices.dto.js';
import { NoticeChoices } from './notice-choices.service.js';

/** How somebody who works in a shop is told of its orders. */
@ApiTags('seller')
@Controller('v1/seller/:sellerSlug/notices')
@Access('seller:enter')
export class SellerNoticesController {
  constructor(private readonly choices: NoticeChoices) {}

  @Get()
  @ApiOperation({ summary: 'How you are told of the shop’s orders' })
  @ApiOkResponse({ type: NoticeChoicesAnswer })
  read(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
  ): Promise<NoticeChoicesAnswer> {
    return this.choices.read(principal, slug);
  }

  @Put()
  @ApiOperation({ summary: 'Choose how you are told besides the SMS to the shop’s number' })
  @ApiOkResponse({ type: NoticeChoicesAnswer })
  choose(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Body() { channels }: NoticeChoicesDto,
  ): Promise<NoticeChoicesAnswer> {
    return this.choices.choose(principal, slug, channels);
  }
}
