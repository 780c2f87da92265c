import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { EmptyDto } from '../../../platform/http/empty.dto.js';
import { SlugPipe } from '../../../platform/http/slug.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { AnswerInvitation } from './answer-invitation.js';
import { EndMembership } from './end-membership.js';
import { MyShopsAnswer } from './my-shops.dto.js';
import { MyShopsService } from './my-shops.service.js';

/** Shops, from the side of somebody who works in them. */
@ApiTags('account')
@Controller('v1/me')
@Access('account')
export class MyShopsController {
  constructor(
    private readonly shops: MyShopsService,
    private readonly answerInvitation: AnswerInvitation,
    private readonly endMembership: EndMembership,
  ) {}

  @Get('shops')
  @ApiOperation({
    summary: 'Shops the caller may enter, as a member or under a mandate, and open invitations',
  })
  @ApiOkResponse({ type: MyShopsAnswer })
  list(@CurrentPrincipal() principal: Principal): Promise<MyShopsAnswer> {
    return this.shops.list(principal);
  }

  @Delete('shops/:slug')
  @HttpCode(204)
  @ApiOperation({ summary: 'Leave a shop; its last owner cannot' })
  @ApiNoContentResponse()
  leave(@CurrentPrincipal() principal: Principal, @Param('slug', SlugPipe) slug: string): Promise<void> {
    return this.endMembership.leave(principal, slug);
  }

  @Post('shop-invitations/:id/acceptance')
  @HttpCode(204)
  @ApiOperation({ summary: 'Accept to work in a shop' })
  @ApiNoContentResponse()
  accept(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id') id: string,
    @Body() _body: EmptyDto,
  ): Promise<void> {
    return this.answerInvitation.run(principal, id, 'accepted');
  }

  @Delete('shop-invitations/:id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Decline to work in a shop' })
  @ApiNoContentResponse()
  decline(@CurrentPrincipal() principal: Principal, @IdParam('id') id: string): Promise<void> {
    return this.answerInvitation.run(principal, id, 'declined');
  }
}
