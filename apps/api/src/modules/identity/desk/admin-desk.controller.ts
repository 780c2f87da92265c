import { Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { DeskDto } from './desk.dto.js';
import { DeskService } from './desk.service.js';
import { TakeUpWork } from './take-up-work.js';

/** What waits for an officer. Every role may read shops, so every officer has a desk; what lies on it is theirs alone. */
@ApiTags('administration')
@Controller('v1/admin/desk')
@Access('officer:sellers.read')
export class AdminDeskController {
  constructor(
    private readonly desk: DeskService,
    private readonly takeUpWork: TakeUpWork,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The caller’s queues with counts and deadlines, and their most urgent pieces' })
  @ApiOkResponse({ type: DeskDto })
  read(@CurrentPrincipal() principal: Principal): Promise<DeskDto> {
    return this.desk.read(principal);
  }

  @Put(':queue/:subjectId/assignment')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take a piece of work in hand that nobody has' })
  @ApiNoContentResponse()
  take(
    @CurrentPrincipal() principal: Principal,
    @Param('queue') queue: string,
    @Param('subjectId') subjectId: string,
  ): Promise<void> {
    return this.takeUpWork.take(principal, queue, subjectId);
  }

  @Delete(':queue/:subjectId/assignment')
  @HttpCode(204)
  @ApiOperation({ summary: 'Give a piece of work back, whoever has it in hand' })
  @ApiNoContentResponse()
  giveBack(
    @CurrentPrincipal() principal: Principal,
    @Param('queue') queue: string,
    @Param('subjectId') subjectId: string,
  ): Promise<void> {
    return this.takeUpWork.giveBack(principal, queue, subjectId);
  }
}
