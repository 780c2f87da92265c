import { Body, Controller, Get, Headers, Param, Post, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, OptionalPrincipal, type Principal } from '../../../platform/access/access.js';
import { AddressThrottle, Throttled } from '../../../platform/access/throttle.js';
import { EmptyDto } from '../../../platform/http/empty.dto.js';
import type { Language } from '../../../platform/http/problem.js';
import { ReaderLanguage } from '../../../platform/http/reader-language.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { SlugPipe } from '../../../platform/http/slug.js';
import { AskVisit } from './ask-visit.js';
import { AskedVisitAnswer, AskVisitDto, OwnVisitAnswer } from './visit.dto.js';
import { VisitByLink } from './visit-by-link.js';

const ByVisitToken = (): MethodDecorator => ApiHeader({ name: 'Visit-Token', required: true });

/** Visits somebody asks of a shop that is a tourism point; guests come back by the link they were given. */
@ApiTags('tourism points')
@Controller('v1')
@Access('bearer-secret')
export class ShopVisitsController {
  constructor(
    private readonly askVisit: AskVisit,
    private readonly byLink: VisitByLink,
  ) {}

  @Post('tourism-points/:slug/visits')
  @UseGuards(AddressThrottle)
  @Throttled({ limit: 10, seconds: 3600 })
  @ApiOperation({ summary: 'Ask whether you may come; the shop answers' })
  @ApiCreatedResponse({ type: AskedVisitAnswer })
  ask(
    @Param('slug', SlugPipe) slug: string,
    @OptionalPrincipal() principal: Principal | null,
    @Body() body: AskVisitDto,
    @ReaderLanguage() language: Language,
  ): Promise<AskedVisitAnswer> {
    return this.askVisit.run(slug, principal?.accountId ?? null, body, language);
  }

  @Get('visits/:visitId')
  @UseGuards(AddressThrottle)
  @Throttled({ limit: 60, seconds: 60 })
  @ByVisitToken()
  @ApiOperation({ summary: 'The visit the link is about' })
  @ApiOkResponse({ type: OwnVisitAnswer })
  read(@IdParam('visitId') visitId: string, @Headers('visit-token') token = ''): Promise<OwnVisitAnswer> {
    return this.byLink.read(visitId, token);
  }

  @Post('visits/:visitId/withdrawal')
  @UseGuards(AddressThrottle)
  @Throttled({ limit: 30, seconds: 60 })
  @ByVisitToken()
  @ApiOperation({ summary: 'They do not come' })
  @ApiCreatedResponse({ type: OwnVisitAnswer })
  withdraw(
    @IdParam('visitId') visitId: string,
    @Body() _body: EmptyDto,
    @Headers('visit-token') token = '',
  ): Promise<OwnVisitAnswer> {
    return this.byLink.withdraw(visitId, token);
  }
}
