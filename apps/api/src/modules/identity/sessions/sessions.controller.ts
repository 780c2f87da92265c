import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { callerOf } from '../caller.js';
import { Passkeys } from '../passkeys/passkeys.js';
import { CheckFreshly } from './check-freshly.js';
import { clearSessionCookie, setSessionCookies, signedInAnswer } from './session-cookies.js';
import { SessionsService } from './sessions.service.js';
import { SignIn } from './sign-in.js';
import {
  CodeTicketAnswer,
  FreshCheckDto,
  SecondFactorAnswer,
  SessionListAnswer,
  SignedInAnswer,
  SignInDto,
} from './sign-in.dto.js';
import { ticketAnswer } from '../codes/ticket-answer.js';

/** Signing in and out, and the devices one is signed in on. */
@ApiTags('accounts')
@Controller('v1')
export class SessionsController {
  constructor(
    private readonly signIn: SignIn,
    private readonly checkFreshly: CheckFreshly,
    private readonly passkeys: Passkeys,
    private readonly sessions: SessionsService,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  @Post('passkey-challenges')
  @Access('public')
  @ApiOperation({ summary: 'What a browser needs to show a passkey (WebAuthn request options)' })
  passkeyChallenge(): Promise<object> {
    return this.passkeys.signInOptions();
  }

  @Post('sessions')
  @Access('public')
  @ApiOperation({
    summary: 'Sign in by password, code or passkey; sets the session cookie, or asks for the second factor',
  })
  @ApiCreatedResponse({ type: SignedInAnswer })
  @ApiAcceptedResponse({ type: SecondFactorAnswer })
  async open(
    @Body() body: SignInDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const outcome = await this.signIn.run(body, callerOf(request, this.environment));
    if (outcome.kind === 'signed-in') return signedInAnswer(outcome, reply, this.environment);
    void reply.status(202);
    return { challenge: outcome.challenge, factors: outcome.factors };
  }

  @Get('sessions')
  @Access('account')
  @ApiOperation({ summary: 'The devices the account is signed in on' })
  @ApiOkResponse({ type: SessionListAnswer })
  list(@CurrentPrincipal() principal: Principal): Promise<object> {
    return this.sessions.list(principal);
  }

  @Delete('sessions/:id')
  @Access('account')
  @HttpCode(204)
  @ApiOperation({ summary: 'End one session (its id, or `current`), or all `others`' })
  async end(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.sessions.end(principal, id);
    if (id === 'current' || id === principal.sessionId) clearSessionCookie(reply, this.environment);
  }

  @Post('sessions/current/fresh-check')
  @Access('account')
  @HttpCode(204)
  @ApiOperation({ summary: 'Show again to be the owner: sensitive acts are open for ten minutes' })
  async freshCheck(
    @CurrentPrincipal() principal: Principal,
    @Body() body: FreshCheckDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const token = await this.checkFreshly.run(principal, body, callerOf(request, this.environment));
    if (token !== null) setSessionCookies(reply, this.environment, { token });
  }

  @Post('sessions/current/fresh-check/code')
  @Access('account')
  @HttpCode(202)
  @ApiOperation({ summary: "Send a code for a fresh check to the account's own phone or mailbox" })
  @ApiAcceptedResponse({ type: CodeTicketAnswer })
  async freshCode(@CurrentPrincipal() principal: Principal, @Req() request: FastifyRequest): Promise<object> {
    return ticketAnswer(await this.checkFreshly.sendCode(principal, callerOf(request, this.environment)));
  }
}
