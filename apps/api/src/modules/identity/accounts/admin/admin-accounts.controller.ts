import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, Fresh, type Principal } from '../../../../platform/access/access.js';
import { IdParam } from '../../../../platform/http/id-param.js';
import { AccountsQueryDto, AdminAccountDto, AdminAccountListDto, ReasonDto } from './admin-accounts.dto.js';
import { AdminAccountsService } from './admin-accounts.service.js';
import { ChangeAccount } from './change-account.js';

/** Accounts, for those who help people with them. */
@ApiTags('administration')
@Controller('v1/admin/accounts')
export class AdminAccountsController {
  constructor(
    private readonly accounts: AdminAccountsService,
    private readonly changeAccount: ChangeAccount,
  ) {}

  @Get()
  @Access('officer:accounts.read')
  @ApiOperation({ summary: 'Find an account by its whole phone or e-mail, or officers by name' })
  @ApiOkResponse({ type: AdminAccountListDto })
  search(
    @CurrentPrincipal() principal: Principal,
    @Query() query: AccountsQueryDto,
  ): Promise<AdminAccountListDto> {
    return this.accounts.search(principal, query);
  }

  @Get(':accountId')
  @Access('officer:accounts.read')
  @ApiOperation({ summary: 'One account; that it was looked at stands in its history' })
  @ApiOkResponse({ type: AdminAccountDto })
  one(@CurrentPrincipal() principal: Principal, @IdParam('accountId') id: string): Promise<AdminAccountDto> {
    return this.accounts.one(principal, id);
  }

  @Post(':accountId/block')
  @Access('officer:accounts.support')
  @Fresh()
  @HttpCode(204)
  @ApiOperation({ summary: 'Block the account and sign it out everywhere' })
  @ApiNoContentResponse()
  block(
    @CurrentPrincipal() principal: Principal,
    @IdParam('accountId') id: string,
    @Body() { reason }: ReasonDto,
  ): Promise<void> {
    return this.changeAccount.block(principal, id, reason);
  }

  @Post(':accountId/unblock')
  @Access('officer:accounts.support')
  @Fresh()
  @HttpCode(204)
  @ApiOperation({ summary: 'Open a blocked account again' })
  @ApiNoContentResponse()
  unblock(
    @CurrentPrincipal() principal: Principal,
    @IdParam('accountId') id: string,
    @Body() { reason }: ReasonDto,
  ): Promise<void> {
    return this.changeAccount.unblock(principal, id, reason);
  }

  @Delete(':accountId/sessions')
  @Access('officer:accounts.support')
  @Fresh()
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign the account out of every browser and program' })
  @ApiNoContentResponse()
  async signOut(@CurrentPrincipal() principal: Principal, @IdParam('accountId') id: string): Promise<void> {
    await this.changeAccount.signOut(principal, id);
  }
}
