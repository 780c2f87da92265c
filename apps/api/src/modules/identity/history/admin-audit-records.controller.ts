import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { AuditRecordListDto, AuditRecordsQueryDto } from './audit-records.dto.js';
import { AuditRecordsService } from './audit-records.service.js';

/** The history, for those who answer for it. */
@ApiTags('administration')
@Controller('v1/admin/audit-records')
export class AdminAuditRecordsController {
  constructor(private readonly auditRecords: AuditRecordsService) {}

  @Get()
  @Access('officer:audit.read')
  @ApiOperation({ summary: 'Who did what to whom, the newest first; reading about a person is recorded' })
  @ApiOkResponse({ type: AuditRecordListDto })
  list(
    @CurrentPrincipal() principal: Principal,
    @Query() query: AuditRecordsQueryDto,
  ): Promise<AuditRecordListDto> {
    return this.auditRecords.list(principal, query);
  }
}
