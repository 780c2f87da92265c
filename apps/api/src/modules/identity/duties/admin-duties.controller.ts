import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Access, CurrentPrincipal, Fresh, type Principal } from '../../../platform/access/access.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { DelegateDuty } from './delegate-duty.js';
import {
  DelegateDutyDto,
  DutiesQueryDto,
  DutyDto,
  DutyListDto,
  GrantDutyDto,
  HandOverDutyDto,
} from './duties.dto.js';
import { DutiesService } from './duties.service.js';
import { EndDuty } from './end-duty.js';
import { GrantDuty } from './grant-duty.js';
import { HandOverDuty } from './hand-over-duty.js';

/** Officers' duties: who answers for which communes, and how that changes. */
@ApiTags('administration')
@Controller('v1/admin/duties')
export class AdminDutiesController {
  constructor(
    private readonly duties: DutiesService,
    private readonly grantDuty: GrantDuty,
    private readonly endDuty: EndDuty,
    private readonly handOverDuty: HandOverDuty,
    private readonly delegateDuty: DelegateDuty,
  ) {}

  @Get()
  @Access('officer:duties.read')
  @ApiOperation({ summary: 'Duties in the caller’s communes, the newest first' })
  @ApiOkResponse({ type: DutyListDto })
  list(@CurrentPrincipal() principal: Principal, @Query() query: DutiesQueryDto): Promise<DutyListDto> {
    return this.duties.list(principal, query);
  }

  @Get(':dutyId')
  @Access('officer:duties.read')
  @ApiOperation({ summary: 'One duty, ended or not' })
  @ApiOkResponse({ type: DutyDto })
  one(@CurrentPrincipal() principal: Principal, @IdParam('dutyId') dutyId: string): Promise<DutyDto> {
    return this.duties.one(principal, dutyId);
  }

  @Post()
  @Access('officer:duties.grant')
  @Fresh()
  @ApiOperation({ summary: 'Give somebody a duty: no more than the caller holds' })
  @ApiCreatedResponse({ type: DutyDto })
  async grant(@CurrentPrincipal() principal: Principal, @Body() body: GrantDutyDto): Promise<DutyDto> {
    return this.duties.one(principal, await this.grantDuty.run(principal, body));
  }

  @Delete(':dutyId')
  @Access('officer:duties.grant')
  @Fresh()
  @HttpCode(204)
  @ApiOperation({ summary: 'End a duty, and the cover of it' })
  @ApiNoContentResponse()
  end(@CurrentPrincipal() principal: Principal, @IdParam('dutyId') dutyId: string): Promise<void> {
    return this.endDuty.run(principal, dutyId);
  }

  @Post(':dutyId/handover')
  @Access('officer:duties.grant')
  @Fresh()
  @ApiOperation({ summary: 'Hand the post over to somebody else, with the work that is open in it' })
  @ApiCreatedResponse({ type: DutyDto, description: 'The duty of the next person' })
  async handOver(
    @CurrentPrincipal() principal: Principal,
    @IdParam('dutyId') dutyId: string,
    @Body() body: HandOverDutyDto,
  ): Promise<DutyDto> {
    return this.duties.one(principal, await this.handOverDuty.run(principal, dutyId, body));
  }

  @Post(':dutyId/delegation')
  @Access('officer:duties.grant')
  @Fresh()
  @ApiOperation({ summary: 'Have a duty covered while its holder is on leave' })
  @ApiCreatedResponse({ type: DutyDto, description: 'The covering duty' })
  async delegate(
    @CurrentPrincipal() principal: Principal,
    @IdParam('dutyId') dutyId: string,
    @Body() body: DelegateDutyDto,
  ): Promise<DutyDto> {
    return this.duties.one(principal, await this.delegateDuty.run(principal, dutyId, body));
  }
}
