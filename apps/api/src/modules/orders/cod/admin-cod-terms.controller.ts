import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { CodTermsAnswer, DecideCodTermsDto } from './cod-terms.dto.js';
import { DecideCodTerms } from './decide-cod-terms.js';

/** What may be sent unpaid, on the whole floor. */
@ApiTags('administration')
@Controller('v1/admin/cod-terms')
@Access('officer:cod.decide')
export class AdminCodTermsController {
  constructor(private readonly decideTerms: DecideCodTerms) {}

  @Get()
  @ApiOperation({ summary: 'What may be ordered to be paid on delivery, and what was decided before' })
  @ApiOkResponse({ type: CodTermsAnswer })
  read(): Promise<CodTermsAnswer> {
    return this.decideTerms.read();
  }

  @Put()
  @ApiOperation({ summary: 'Decide it anew; placed orders stay as they are' })
  @ApiOkResponse({ type: CodTermsAnswer })
  async decide(
    @CurrentPrincipal() principal: Principal,
    @Body() body: DecideCodTermsDto,
  ): Promise<CodTermsAnswer> {
    await this.decideTerms.run(principal, body);
    return this.decideTerms.read();
  }
}
