import { Body, Controller, Delete, HttpCode, Inject, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, CurrentPrincipal, Fresh, type Principal } from '../../../platform/access/access.js';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { RecoveryCodesAnswer, TotpAnswer, TotpCodeDto } from '../accounts/me.dto.js';
import { setSessionCookies } from '../sessions/session-cookies.js';
import { MySecondFactor } from './my-second-factor.js';

/** The authenticator app of one's own account. */
@ApiTags('accounts')
@Controller('v1/me/totp')
export class SecondFactorController {
  constructor(
    private readonly mine: MySecondFactor,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  @Post()
  @Access('account')
  @Fresh()
  @ApiOperation({ summary: 'A secret for an authenticator app; it counts once confirmed' })
  @ApiCreatedResponse({ type: TotpAnswer })
  begin(@CurrentPrincipal() principal: Principal): Promise<object> {
    return this.mine.begin(principal);
  }

  @Post('confirmation')
  @Access('account')
  @Fresh()
  @ApiOperation({ summary: 'Show a code of the app: it counts from now on. Answers with codes for paper' })
  @ApiCreatedResponse({ type: RecoveryCodesAnswer })
  async confirm(
    @CurrentPrincipal() principal: Principal,
    @Body() { code }: TotpCodeDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const { recoveryCodes, token } = await this.mine.confirm(principal, code);
    if (token !== null) setSessionCookies(reply, this.environment, { token });
    return { recoveryCodes };
  }

  @Delete()
  @Access('account')
  @Fresh()
  @HttpCode(204)
  @ApiOperation({ summary: 'Take the authenticator app away' })
  remove(@CurrentPrincipal() principal: Principal): Promise<void> {
    return this.mine.remove(principal);
  }
}
