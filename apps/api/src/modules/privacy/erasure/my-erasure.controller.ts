import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Access, CurrentPrincipal, Fresh, type Principal } from '../../../platform/access/access.js';
import { EmptyDto } from '../../../platform/http/empty.dto.js';
import { ErasureAnswer } from './erasure.dto.js';
import { ErasuresService } from './erasures.service.js';

/** Having your account erased. */
@ApiTags('accounts')
@Controller('v1/me/erasure')
export class MyErasureController {
  constructor(private readonly erasures: ErasuresService) {}

  @Get()
  @Access('account')
  @ApiOperation({ summary: 'Whether your account is to be erased, when, and what would stand in the way' })
  @ApiOkResponse({ type: ErasureAnswer })
  read(@CurrentPrincipal() { accountId }: Principal): Promise<object> {
    return this.erasures.read(accountId);
  }

  @Post()
  @Access('account')
  @Fresh()
  @HttpCode(202)
  @ApiOperation({
    summary:
      'Ask for your account to be erased; acknowledged at once, carried out after a wait. Orders stay as long as the law keeps them',
  })
  @ApiAcceptedResponse({ type: ErasureAnswer })
  request(@CurrentPrincipal() { accountId }: Principal, @Body() _body: EmptyDto): Promise<object> {
    return this.erasures.request(accountId);
  }

  // Whoever lies in wait at a device that was left open must not undo what its owner wants.
  @Delete()
  @Access('account')
  @Fresh()
  @HttpCode(204)
  @ApiOperation({ summary: 'Keep the account after all' })
  @ApiNoContentResponse()
  cancel(@CurrentPrincipal() { accountId }: Principal): Promise<void> {
    return this.erasures.cancel(accountId);
  }
}
