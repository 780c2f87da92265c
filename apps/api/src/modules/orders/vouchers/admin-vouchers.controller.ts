import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { EmptyDto } from '../../../platform/http/empty.dto.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { JsonText } from '../../../platform/http/json-text.js';
import { GivenVoucherAnswer, GiveVoucherDto, VouchersAnswer, VouchersQueryDto } from './voucher.dto.js';
import { VouchersService } from './vouchers.service.js';

/** Vouchers of the floor, for goods of any shop; the floor owes the shops what they take off. */
@ApiTags('administration')
@Controller('v1/admin/vouchers')
@Access('officer:vouchers.give')
export class AdminVouchersController {
  constructor(private readonly vouchers: VouchersService) {}

  @Get()
  @ApiOperation({ summary: 'Vouchers of the floor, the newest first' })
  @JsonText(VouchersAnswer)
  list(@Query() query: VouchersQueryDto): Promise<string> {
    return this.vouchers.listOfFloor(query);
  }

  @Post()
  @ApiOperation({ summary: 'Begin a voucher; its terms stay as they are, and its code is nobody else’s' })
  @ApiCreatedResponse({ type: GivenVoucherAnswer })
  give(@CurrentPrincipal() principal: Principal, @Body() body: GiveVoucherDto): Promise<GivenVoucherAnswer> {
    return this.vouchers.giveOfFloor(principal, body);
  }

  @Post(':voucherId/ending')
  @HttpCode(204)
  @ApiOperation({ summary: 'End a voucher at once; what was bought with it stays' })
  @ApiNoContentResponse()
  end(@IdParam('voucherId') voucherId: string, @Body() _body: EmptyDto): Promise<void> {
    return this.vouchers.endOfFloor(voucherId);
  }
}
