import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, Fresh, type Principal } from '../../../platform/access/access.js';
import type { Session } from '../sessions/session.entity.js';
import { MyTokens } from './my-tokens.js';
import { MadeTokenAnswer, MakeTokenDto, TokenListAnswer, type TokenAnswer } from './tokens.dto.js';

/** Bearer tokens of one's own account. */
@ApiTags('accounts')
@Controller('v1/me/tokens')
export class TokensController {
  constructor(private readonly mine: MyTokens) {}

  @Get()
  @Access('account')
  @ApiOperation({ summary: 'Programs that act for you' })
  @ApiOkResponse({ type: TokenListAnswer })
  async list(@CurrentPrincipal() principal: Principal): Promise<object> {
    return { items: (await this.mine.list(principal)).map(tokenAnswer), nextCursor: null };
  }

  @Post()
  @Access('account')
  @Fresh()
  @ApiOperation({ summary: 'Make a token for a program; it is shown this once' })
  @ApiCreatedResponse({ type: MadeTokenAnswer })
  async make(@CurrentPrincipal() principal: Principal, @Body() body: MakeTokenDto): Promise<object> {
    const { token, session } = await this.mine.make(principal, body);
    return { ...tokenAnswer(session), token };
  }

  @Delete(':id')
  @Access('account')
  @HttpCode(204)
  @ApiOperation({ summary: 'End a token' })
  end(@CurrentPrincipal() principal: Principal, @Param('id') id: string): Promise<void> {
    return this.mine.end(principal, id);
  }
}

function tokenAnswer({ id, label, scopes, createdAt, lastSeenAt, expiresAt }: Session): TokenAnswer {
  return {
    id,
    label,
    scopes: scopes ?? [],
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}
