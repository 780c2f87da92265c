import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { SlugPipe } from '../../../platform/http/slug.js';
import { officerOf } from '../../identity/index.js';
import { RecordChecksDto, VneidAnswer } from './checks.dto.js';
import { RecordChecks } from './record-checks.js';

/** What officers check about an application before they decide. */
@ApiTags('sellers')
@Controller('v1/admin/sellers/:slug/checks')
@Access('officer:sellers.review')
export class AdminChecksController {
  constructor(private readonly recordChecks: RecordChecks) {}

  @Post()
  @HttpCode(204)
  @ApiOperation({ summary: 'Write down what was checked; it may be corrected until the decision' })
  @ApiNoContentResponse()
  record(
    @CurrentPrincipal() principal: Principal,
    @Param('slug', SlugPipe) slug: string,
    @Body() { items }: RecordChecksDto,
  ): Promise<void> {
    return this.recordChecks.run(officerOf(principal, 'sellers.review'), slug, items);
  }

  @Post('vneid')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Ask VNeID about the representative; 409 where the floor has no contract with it',
  })
  @ApiOkResponse({ type: VneidAnswer })
  async askVneid(
    @CurrentPrincipal() principal: Principal,
    @Param('slug', SlugPipe) slug: string,
  ): Promise<VneidAnswer> {
    return { result: await this.recordChecks.askVneid(officerOf(principal, 'sellers.review'), slug) };
  }
}
