import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, Fresh, type Principal } from '../../../platform/access/access.js';
import { EmptyDto } from '../../../platform/http/empty.dto.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { ConsentToMandate } from './consent-to-mandate.js';
import { EndMandate } from './end-mandate.js';
import { MandatesQueryDto, ShopMandatesAnswer } from './mandates.dto.js';
import { MandatesService } from './mandates.service.js';

/** Who may act for the shop; an owner's affair. Letting somebody in needs a fresh check, ending it does not. */
@ApiTags('seller')
@Controller('v1/seller/:sellerSlug/mandates')
@Access('seller:members')
export class SellerMandatesController {
  constructor(
    private readonly mandates: MandatesService,
    private readonly consentToMandate: ConsentToMandate,
    private readonly endMandate: EndMandate,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Staff who act, ask or acted for the shop, newest first' })
  @ApiOkResponse({ type: ShopMandatesAnswer })
  list(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Query() query: MandatesQueryDto,
  ): Promise<ShopMandatesAnswer> {
    return this.mandates.ofShop(principal, slug, query);
  }

  @Post(':mandateId/consent')
  @Fresh()
  @HttpCode(204)
  @ApiOperation({ summary: 'Let the staff member act for the shop' })
  @ApiNoContentResponse()
  consent(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('mandateId') mandateId: string,
    @Body() _body: EmptyDto,
  ): Promise<void> {
    return this.consentToMandate.byPage(principal, slug, mandateId);
  }

  @Delete(':mandateId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Withdraw a mandate at once, or decline a request' })
  @ApiNoContentResponse()
  end(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('mandateId') mandateId: string,
  ): Promise<void> {
    return this.endMandate.byShop(principal, slug, mandateId);
  }
}
