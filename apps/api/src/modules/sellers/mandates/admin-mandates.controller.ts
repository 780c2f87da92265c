import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { SlugPipe } from '../../../platform/http/slug.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { ConsentToMandate } from './consent-to-mandate.js';
import { EndMandate } from './end-mandate.js';
import {
  AskedMandateAnswer,
  ConsentCodeDto,
  MandatesQueryDto,
  RequestMandateDto,
  ShopMandatesAnswer,
  StaffMandatesAnswer,
} from './mandates.dto.js';
import { MandatesService } from './mandates.service.js';
import { RequestMandate } from './request-mandate.js';

/** Mandates, from the side of assisting staff and of support. */
@ApiTags('mandates')
@Controller('v1/admin')
export class AdminMandatesController {
  constructor(
    private readonly mandates: MandatesService,
    private readonly requestMandate: RequestMandate,
    private readonly consentToMandate: ConsentToMandate,
    private readonly endMandate: EndMandate,
  ) {}

  @Get('mandates')
  @Access('officer:mandates.request')
  @ApiOperation({ summary: 'The caller’s own mandates and requests, newest first' })
  @ApiOkResponse({ type: StaffMandatesAnswer })
  list(
    @CurrentPrincipal() principal: Principal,
    @Query() query: MandatesQueryDto,
  ): Promise<StaffMandatesAnswer> {
    return this.mandates.ofStaff(principal, query);
  }

  @Post('mandates')
  @Access('officer:mandates.request')
  @ApiOperation({
    summary: 'Ask a shop to be let act for it; its owner’s phone gets a code. Again: another code',
  })
  @ApiCreatedResponse({ type: AskedMandateAnswer })
  request(
    @CurrentPrincipal() principal: Principal,
    @Body() body: RequestMandateDto,
  ): Promise<AskedMandateAnswer> {
    return this.requestMandate.run(principal, body);
  }

  @Post('mandates/:mandateId/consent')
  @Access('officer:mandates.request')
  @HttpCode(204)
  @ApiOperation({ summary: 'The code that the owner read out: from now on the caller may act for the shop' })
  @ApiNoContentResponse()
  consent(
    @CurrentPrincipal() principal: Principal,
    @IdParam('mandateId') mandateId: string,
    @Body() body: ConsentCodeDto,
  ): Promise<void> {
    return this.consentToMandate.byCode(principal, mandateId, body.code);
  }

  @Delete('mandates/:mandateId')
  @Access('officer:mandates.request')
  @HttpCode(204)
  @ApiOperation({ summary: 'Give a mandate back, or take the request back' })
  @ApiNoContentResponse()
  giveUp(@CurrentPrincipal() principal: Principal, @IdParam('mandateId') mandateId: string): Promise<void> {
    return this.endMandate.byStaff(principal, mandateId);
  }

  @Get('sellers/:slug/mandates')
  @Access('officer:accounts.support')
  @ApiOperation({ summary: 'Who may act for a shop, for support' })
  @ApiOkResponse({ type: ShopMandatesAnswer })
  ofShop(
    @CurrentPrincipal() principal: Principal,
    @Param('slug', SlugPipe) slug: string,
    @Query() query: MandatesQueryDto,
  ): Promise<ShopMandatesAnswer> {
    return this.mandates.forSupport(principal, slug, query);
  }

  @Delete('sellers/:slug/mandates/:mandateId')
  @Access('officer:accounts.support')
  @HttpCode(204)
  @ApiOperation({ summary: 'Withdraw a mandate for somebody of the shop who asks by telephone' })
  @ApiNoContentResponse()
  withdraw(
    @CurrentPrincipal() principal: Principal,
    @Param('slug', SlugPipe) slug: string,
    @IdParam('mandateId') mandateId: string,
  ): Promise<void> {
    return this.endMandate.bySupport(principal, slug, mandateId);
  }
}
