import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { ClaimCooperative } from './claim-cooperative.js';
import {
  ClaimCooperativeDto,
  FindCooperativesDto,
  FoundCooperativesAnswer,
} from './cooperative-claim.dto.js';
import { FindCooperatives } from './find-cooperatives.js';

/** The register of cooperatives, as somebody reads it who applies for a shop. */
@ApiTags('sellers')
@Controller('v1/seller/:sellerSlug')
@Access('seller:shop')
export class SellerCooperativesController {
  constructor(
    private readonly findCooperatives: FindCooperatives,
    private readonly claim: ClaimCooperative,
  ) {}

  @Get('cooperatives')
  @ApiOperation({ summary: 'Find the cooperative one applies for, by name, commune or number; at most ten' })
  @ApiOkResponse({ type: FoundCooperativesAnswer })
  async find(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Query() { q }: FindCooperativesDto,
  ): Promise<FoundCooperativesAnswer> {
    return { items: await this.findCooperatives.run(principal, slug, q), nextCursor: null };
  }

  @Put('application/cooperative')
  @HttpCode(204)
  @ApiOperation({
    summary:
      'Name the entry of the register the applicant is; fills in what it knows and is not answered yet',
  })
  @ApiNoContentResponse()
  name(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Body() { cooperativeId }: ClaimCooperativeDto,
  ): Promise<void> {
    return this.claim.run(principal, slug, cooperativeId);
  }

  @Delete('application/cooperative')
  @HttpCode(204)
  @ApiOperation({ summary: 'Name no entry any more; what was filled in stays' })
  @ApiNoContentResponse()
  unname(@CurrentPrincipal() principal: Principal, @Param('sellerSlug') slug: string): Promise<void> {
    return this.claim.end(principal, slug);
  }
}
