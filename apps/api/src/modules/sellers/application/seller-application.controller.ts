import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { Problem } from '../../../platform/http/problem.js';
import {
  AddressStepDto,
  BankStepDto,
  ConsentsStepDto,
  isStepName,
  ProducerStepDto,
  RegistrationStepDto,
  RepresentativeStepDto,
  StartApplicationDto,
  type StepName,
} from './application.dto.js';
import { ApplicationAnswer } from './application-answer.dto.js';
import { ReadApplication } from './read-application.js';
import { SaveStep } from './save-step.js';
import { SellerHomeAnswer } from './seller-home.dto.js';
import { SellerHomeService } from './seller-home.service.js';
import { StartApplication } from './start-application.js';
import { SubmitApplication } from './submit-application.js';

/** A shop from inside: its first page, and its application, saved step by step. */
@ApiTags('sellers')
@Controller('v1')
export class SellerApplicationController {
  constructor(
    private readonly startApplication: StartApplication,
    private readonly sellerHome: SellerHomeService,
    private readonly readApplication: ReadApplication,
    private readonly saveStep: SaveStep,
    private readonly submitApplication: SubmitApplication,
  ) {}

  @Post('seller-applications')
  @Access('account')
  @ApiOperation({ summary: 'Begin a shop: a draft with an address, owned by whoever asks' })
  @ApiCreatedResponse()
  start(
    @CurrentPrincipal() principal: Principal,
    @Body() body: StartApplicationDto,
  ): Promise<{ slug: string }> {
    return this.startApplication.run(principal, body);
  }

  @Get('seller/:sellerSlug')
  @Access('seller:enter')
  @ApiOperation({ summary: 'Where the shop stands and what comes next' })
  @ApiOkResponse({ type: SellerHomeAnswer })
  home(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
  ): Promise<SellerHomeAnswer> {
    return this.sellerHome.home(principal, slug);
  }

  @Get('seller/:sellerSlug/application')
  @Access('seller:shop')
  @ApiOperation({
    summary: 'The whole application: every step with its answers, what is there and what is missing',
  })
  @ApiOkResponse({ type: ApplicationAnswer })
  whole(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
  ): Promise<ApplicationAnswer> {
    return this.readApplication.whole(principal, slug);
  }

  @Get('seller/:sellerSlug/application/:step')
  @Access('seller:shop')
  @ApiOperation({
    summary:
      'The answers of a step, with the `version` to save over it; what is sealed is only named in `kept`',
  })
  step(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('step') step: string,
  ): Promise<object> {
    return this.readApplication.step(principal, slug, stepOf(step));
  }

  @Put('seller/:sellerSlug/application/producer')
  @Access('seller:shop')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Save who makes the goods, as far as somebody came; null is an answer still open',
  })
  @ApiNoContentResponse()
  saveProducer(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Body() body: ProducerStepDto,
  ): Promise<void> {
    return this.saveStep.run(principal, slug, 'producer', body);
  }

  @Put('seller/:sellerSlug/application/registration')
  @Access('seller:shop')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Save registration and tax code, as far as somebody came; null is an answer still open',
  })
  @ApiNoContentResponse()
  saveRegistration(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Body() body: RegistrationStepDto,
  ): Promise<void> {
    return this.saveStep.run(principal, slug, 'registration', body);
  }

  @Put('seller/:sellerSlug/application/representative')
  @Access('seller:shop')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Save who stands for the producer, as far as somebody came; null is an answer still open',
  })
  @ApiNoContentResponse()
  saveRepresentative(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Body() body: RepresentativeStepDto,
  ): Promise<void> {
    return this.saveStep.run(principal, slug, 'representative', body);
  }

  @Put('seller/:sellerSlug/application/address')
  @Access('seller:shop')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Save where it is reached, as far as somebody came; null is an answer still open',
  })
  @ApiNoContentResponse()
  saveAddress(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Body() body: AddressStepDto,
  ): Promise<void> {
    return this.saveStep.run(principal, slug, 'address', body);
  }

  @Put('seller/:sellerSlug/application/bank')
  @Access('seller:shop')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Save the account buyers pay into, as far as somebody came; null is an answer still open',
  })
  @ApiNoContentResponse()
  saveBank(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Body() body: BankStepDto,
  ): Promise<void> {
    return this.saveStep.run(principal, slug, 'bank', body);
  }

  @Put('seller/:sellerSlug/application/consents')
  @Access('seller:shop')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Save what is agreed to, each as the version of its text; null is no consent',
  })
  @ApiNoContentResponse()
  saveConsents(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Body() body: ConsentsStepDto,
  ): Promise<void> {
    return this.saveStep.run(principal, slug, 'consents', body);
  }

  @Post('seller/:sellerSlug/application/submission')
  @Access('seller:shop')
  @HttpCode(204)
  @ApiOperation({ summary: 'Send the application to the officers' })
  @ApiNoContentResponse()
  submit(@CurrentPrincipal() principal: Principal, @Param('sellerSlug') slug: string): Promise<void> {
    return this.submitApplication.run(principal, slug);
  }

  @Delete('seller/:sellerSlug/application/submission')
  @Access('seller:shop')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take it back while nobody has decided' })
  @ApiNoContentResponse()
  takeBack(@CurrentPrincipal() principal: Principal, @Param('sellerSlug') slug: string): Promise<void> {
    return this.submitApplication.takeBack(principal, slug);
  }
}

function stepOf(name: string): StepName {
  if (!isStepName(name)) throw new Problem('not_found');
  return name;
}
