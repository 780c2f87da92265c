import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, CurrentPrincipal, Fresh, type Principal } from '../../../platform/access/access.js';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { setSessionCookies } from '../sessions/session-cookies.js';
import { MyPasskeys } from './my-passkeys.js';
import { AddedPasskeyAnswer, AddPasskeyDto, PasskeyListAnswer } from './passkeys.dto.js';

/** The passkeys of one's own account. */
@ApiTags('accounts')
@Controller('v1/me/passkeys')
export class PasskeysController {
  constructor(
    private readonly mine: MyPasskeys,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  @Get()
  @Access('account')
  @ApiOperation({ summary: 'Your passkeys' })
  @ApiOkResponse({ type: PasskeyListAnswer })
  async list(@CurrentPrincipal() principal: Principal): Promise<object> {
    const items = (await this.mine.list(principal)).map(({ id, label, createdAt, lastUsedAt }) => ({
      id,
      label,
      createdAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    }));
    return { items, nextCursor: null };
  }

  @Post('options')
  @Access('account')
  @Fresh()
  @ApiOperation({ summary: 'What a browser needs to make a passkey (WebAuthn creation options)' })
  options(@CurrentPrincipal() principal: Principal): Promise<object> {
    return this.mine.options(principal);
  }

  @Post()
  @Access('account')
  @Fresh()
  @ApiOperation({ summary: 'Add the passkey a device has just made' })
  @ApiCreatedResponse({ type: AddedPasskeyAnswer })
  async add(
    @CurrentPrincipal() principal: Principal,
    @Body() { response, label }: AddPasskeyDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const { id, recoveryCodes, token } = await this.mine.add(principal, response, label);
    if (token !== null) setSessionCookies(reply, this.environment, { token });
    return { id, recoveryCodes };
  }

  @Delete(':id')
  @Access('account')
  @Fresh()
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a passkey' })
  remove(@CurrentPrincipal() principal: Principal, @Param('id') id: string): Promise<void> {
    return this.mine.remove(principal, id);
  }
}
