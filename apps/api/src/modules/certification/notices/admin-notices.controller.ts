import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { JsonText } from '../../../platform/http/json-text.js';
import { officerOf } from '../../identity/index.js';
import { NoticeListDto, NoticesQueryDto } from './notice-answers.dto.js';
import { NoticesService } from './notices.service.js';

/** What was told of certificates that run out. */
@ApiTags('certificates')
@Controller('v1/admin/certificates/notices')
export class AdminNoticesController {
  constructor(private readonly notices: NoticesService) {}

  /** The latest first, each with whether the shop was reached. */
  @Get()
  @Access('officer:certificates.read')
  @JsonText(NoticeListDto)
  list(@CurrentPrincipal() principal: Principal, @Query() query: NoticesQueryDto): Promise<string> {
    return this.notices.list(officerOf(principal, 'certificates.read'), query);
  }
}
