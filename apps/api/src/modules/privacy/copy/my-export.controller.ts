import { Controller, Get, Header, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, Fresh, type Principal } from '../../../platform/access/access.js';
import { AddressThrottle, Throttled } from '../../../platform/access/throttle.js';
import { DataCopyAnswer } from './data-copy.dto.js';
import { DataCopy } from './data-copy.js';

/** A copy of your data. */
@ApiTags('accounts')
@Controller('v1/me/export')
export class MyExportController {
  constructor(private readonly dataCopy: DataCopy) {}

  @Get()
  @Access('account')
  @Fresh()
  @UseGuards(AddressThrottle)
  @Throttled({ limit: 10, seconds: 600 })
  @Header('content-disposition', 'attachment; filename="du-lieu-cua-toi.json"')
  @ApiOperation({ summary: 'Everything the floor holds about you, part by part, with words for a page' })
  @ApiOkResponse({ type: DataCopyAnswer })
  export(@CurrentPrincipal() { accountId }: Principal): Promise<object> {
    return this.dataCopy.make(accountId);
  }
}
