import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Access, CurrentPrincipal, Fresh, type Principal } from '../../../platform/access/access.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { ChangeMember } from './change-member.js';
import { EndMembership } from './end-membership.js';
import { InviteMember } from './invite-member.js';
import { ChangeMemberDto, InvitationAnswer, InviteMemberDto, MembersAnswer } from './members.dto.js';
import { MembersService } from './members.service.js';

/** Who works in the shop; an owner's affair. Letting people in needs a fresh check, sending them away does not. */
@ApiTags('seller')
@Controller('v1/seller/:sellerSlug')
@Access('seller:members')
export class SellerMembersController {
  constructor(
    private readonly members: MembersService,
    private readonly inviteMember: InviteMember,
    private readonly changeMember: ChangeMember,
    private readonly endMembership: EndMembership,
  ) {}

  @Get('members')
  @ApiOperation({ summary: 'Members of the shop, and invitations nobody has answered yet' })
  @ApiOkResponse({ type: MembersAnswer })
  list(@CurrentPrincipal() principal: Principal, @Param('sellerSlug') slug: string): Promise<MembersAnswer> {
    return this.members.list(principal, slug);
  }

  @Post('members')
  @Fresh()
  @ApiOperation({ summary: 'Invite somebody by phone; they become a member when they accept' })
  @ApiCreatedResponse({ type: InvitationAnswer })
  invite(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Body() body: InviteMemberDto,
  ): Promise<InvitationAnswer> {
    return this.inviteMember.run(principal, slug, body);
  }

  @Put('members/:memberId')
  @Fresh()
  @HttpCode(204)
  @ApiOperation({ summary: 'Change what a member may do' })
  @ApiNoContentResponse()
  change(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('memberId') memberId: string,
    @Body() body: ChangeMemberDto,
  ): Promise<void> {
    return this.changeMember.run(principal, slug, memberId, body);
  }

  @Delete('members/:memberId')
  @HttpCode(204)
  @ApiOperation({ summary: 'End a membership at once; the last owner stays' })
  @ApiNoContentResponse()
  end(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('memberId') memberId: string,
  ): Promise<void> {
    return this.endMembership.run(principal, slug, memberId);
  }

  @Delete('invitations/:invitationId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take an invitation back' })
  @ApiNoContentResponse()
  withdraw(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('invitationId') invitationId: string,
  ): Promise<void> {
    return this.members.withdraw(principal, slug, invitationId);
  }
}
