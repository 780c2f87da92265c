import { Body, Controller, Get, HttpCode, Inject, Patch, Post, Put, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access, CurrentPrincipal, Fresh, type Principal } from '../../../platform/access/access.js';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { callerOf } from '../caller.js';
import { readContact } from '../contact.js';
import { signedInAnswer } from '../sessions/session-cookies.js';
import { SignedInAnswer } from '../sessions/sign-in.dto.js';
import { ChangeEmailDto, ChangeNameDto, ChangePasswordDto, ChangePhoneDto, MeAnswer } from './me.dto.js';
import { MyAccount } from './my-account.js';
import { OpenAccount } from './open-account.js';
import { OpenAccountDto } from './open-account.dto.js';

/** Opening an account, and what its owner sees and changes of it. */
@ApiTags('accounts')
@Controller('v1')
export class AccountsController {
  constructor(
    private readonly openAccount: OpenAccount,
    private readonly myAccount: MyAccount,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  @Post('accounts')
  @Access('public')
  @ApiOperation({ summary: 'Open an account with a proven phone or e-mail; sets the session cookie' })
  @ApiCreatedResponse({ type: SignedInAnswer })
  async open(
    @Body() body: OpenAccountDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const signedIn = await this.openAccount.run(body, callerOf(request, this.environment));
    return signedInAnswer(signedIn, reply, this.environment);
  }

  @Get('me')
  @Access('account')
  @ApiOperation({ summary: 'Who you are here, and what you may do' })
  @ApiOkResponse({ type: MeAnswer })
  me(@CurrentPrincipal() principal: Principal): Promise<object> {
    return this.myAccount.see(principal);
  }

  @Patch('me')
  @Access('account')
  @HttpCode(204)
  @ApiOperation({ summary: 'Change your name' })
  rename(@CurrentPrincipal() principal: Principal, @Body() { name }: ChangeNameDto): Promise<void> {
    return this.myAccount.rename(principal, name);
  }

  @Put('me/password')
  @Access('account')
  @Fresh()
  @HttpCode(204)
  @ApiOperation({ summary: 'Set or change your password; signs out all other devices and programs' })
  password(@CurrentPrincipal() principal: Principal, @Body() { password }: ChangePasswordDto): Promise<void> {
    return this.myAccount.changePassword(principal, password);
  }

  @Put('me/phone')
  @Access('account')
  @Fresh()
  @HttpCode(204)
  @ApiOperation({
    summary: 'Move the account to another number, with a code that went there; signs out everything else',
  })
  phone(
    @CurrentPrincipal() principal: Principal,
    @Body() body: ChangePhoneDto,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const caller = callerOf(request, this.environment);
    return this.myAccount.changeContact(principal, readContact({ phone: body.phone }), body, caller);
  }

  @Put('me/email')
  @Access('account')
  @Fresh()
  @HttpCode(204)
  @ApiOperation({
    summary: 'Set or change your e-mail address, with a code that went there; signs out everything else',
  })
  email(
    @CurrentPrincipal() principal: Principal,
    @Body() body: ChangeEmailDto,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const caller = callerOf(request, this.environment);
    return this.myAccount.changeContact(principal, readContact({ email: body.email }), body, caller);
  }
}
