import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { ShopCertificatesDto } from './notice-answers.dto.js';
import { ShopCertificatesService } from './shop-certificates.service.js';

/** A shop's certificates from inside. Everybody who works there may see them: buyers do too. */
@ApiTags('certificates')
@Controller('v1/seller/:sellerSlug/certificates')
@Access('seller:enter')
export class SellerCertificatesController {
  constructor(private readonly certificates: ShopCertificatesService) {}

  @Get()
  @ApiOperation({ summary: 'The shop’s certificates with their calendar, the soonest to end first' })
  @ApiOkResponse({ type: ShopCertificatesDto })
  async list(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
  ): Promise<ShopCertificatesDto> {
    return { items: await this.certificates.list(principal, slug), nextCursor: null };
  }
}
