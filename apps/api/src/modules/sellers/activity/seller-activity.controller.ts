import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { ActivityAnswer, ActivityQueryDto, ConfirmActivityDto } from './activity.dto.js';
import { ActivityService } from './activity.service.js';
import { ConfirmActivity } from './confirm-activity.js';

/** The shop's own history. */
@ApiTags('seller')
@Controller('v1/seller/:sellerSlug/activity')
export class SellerActivityController {
  constructor(
    private readonly activity: ActivityService,
    private readonly confirmActivity: ConfirmActivity,
  ) {}

  @Get()
  @Access('seller:shop')
  @ApiOperation({ summary: 'What was done in the shop and to it, by whom, newest first' })
  @ApiOkResponse({ type: ActivityAnswer })
  list(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Query() query: ActivityQueryDto,
  ): Promise<ActivityAnswer> {
    return this.activity.list(principal, slug, query);
  }

  @Post('confirmation')
  @Access('seller:members')
  @HttpCode(204)
  @ApiOperation({ summary: 'An owner has seen what staff did in the shop’s name' })
  @ApiNoContentResponse()
  confirm(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Body() body: ConfirmActivityDto,
  ): Promise<void> {
    return this.confirmActivity.run(principal, slug, body.upTo);
  }
}
