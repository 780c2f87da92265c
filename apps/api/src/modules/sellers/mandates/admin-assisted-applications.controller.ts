import { Body, Controller, Delete, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { EmptyDto } from '../../../platform/http/empty.dto.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { AnswerAssistedApplication } from './answer-assisted-application.js';
import {
  AssistedApplicationAnswer,
  AssistedApplicationDto,
  FoundedShopAnswer,
} from './assisted-applications.dto.js';
import { BeginAssistedApplication } from './begin-assisted-application.js';
import { ConsentCodeDto } from './mandates.dto.js';

/** Opening a shop together with somebody who has nothing but a phone. */
@ApiTags('mandates')
@Controller('v1/admin/assisted-applications')
@Access('officer:mandates.request')
export class AdminAssistedApplicationsController {
  constructor(
    private readonly beginApplication: BeginAssistedApplication,
    private readonly answer: AnswerAssistedApplication,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Write a producer down; its owner’s phone gets a code' })
  @ApiCreatedResponse({ type: AssistedApplicationAnswer })
  begin(
    @CurrentPrincipal() principal: Principal,
    @Body() body: AssistedApplicationDto,
  ): Promise<AssistedApplicationAnswer> {
    return this.beginApplication.run(principal, body);
  }

  @Post(':applicationId/code')
  @ApiOperation({ summary: 'Send another code' })
  @ApiCreatedResponse({ type: AssistedApplicationAnswer })
  again(
    @CurrentPrincipal() principal: Principal,
    @IdParam('applicationId') applicationId: string,
    @Body() _body: EmptyDto,
  ): Promise<AssistedApplicationAnswer> {
    return this.beginApplication.again(principal, applicationId);
  }

  @Post(':applicationId/consent')
  @ApiOperation({ summary: 'The code the owner read out: account, shop and mandate begin together' })
  @ApiCreatedResponse({ type: FoundedShopAnswer })
  consent(
    @CurrentPrincipal() principal: Principal,
    @IdParam('applicationId') applicationId: string,
    @Body() body: ConsentCodeDto,
  ): Promise<FoundedShopAnswer> {
    return this.answer.consent(principal, applicationId, body.code);
  }

  @Delete(':applicationId')
  @HttpCode(204)
  @ApiOperation({ summary: 'The owner does not want to: forget what was written down' })
  @ApiNoContentResponse()
  decline(
    @CurrentPrincipal() principal: Principal,
    @IdParam('applicationId') applicationId: string,
  ): Promise<void> {
    return this.answer.decline(principal, applicationId);
  }
}
