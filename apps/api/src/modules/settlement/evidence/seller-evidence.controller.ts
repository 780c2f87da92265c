import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { EvidenceDto } from './evidence.dto.js';
import { EvidenceService } from './evidence.service.js';

/** Proof for a shop's next star. */
@ApiTags('statements')
@Controller('v1/seller/:sellerSlug/evidence')
@Access('seller:shop')
export class SellerEvidenceController {
  constructor(private readonly evidence: EvidenceService) {}

  @Get()
  @ApiOperation({ summary: 'The shop’s pages that count as evidence' })
  @ApiOkResponse({ type: EvidenceDto })
  read(@CurrentPrincipal() principal: Principal, @Param('sellerSlug') slug: string): Promise<EvidenceDto> {
    return this.evidence.read(principal, slug);
  }
}
