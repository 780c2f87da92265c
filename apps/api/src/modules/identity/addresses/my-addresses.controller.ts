import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { AddressAnswer, AddressDto, AddressesAnswer } from './address.dto.js';
import { AddressesService } from './addresses.service.js';

/** Where you have goods sent. */
@ApiTags('accounts')
@Controller('v1/me/addresses')
export class MyAddressesController {
  constructor(private readonly addresses: AddressesService) {}

  @Get()
  @Access('account')
  @ApiOperation({ summary: 'Your saved addresses, the default one first' })
  @ApiOkResponse({ type: AddressesAnswer })
  list(@CurrentPrincipal() { accountId }: Principal): Promise<object> {
    return this.addresses.list(accountId);
  }

  @Post()
  @Access('account')
  @ApiOperation({ summary: 'Save an address; at most 20' })
  @ApiCreatedResponse({ type: AddressAnswer })
  add(@CurrentPrincipal() { accountId }: Principal, @Body() body: AddressDto): Promise<object> {
    return this.addresses.add(accountId, body);
  }

  @Put(':id')
  @Access('account')
  @ApiOperation({ summary: 'Replace an address; orders placed with it keep what they were placed with' })
  @ApiOkResponse({ type: AddressAnswer })
  change(
    @CurrentPrincipal() { accountId }: Principal,
    @Param('id') id: string,
    @Body() body: AddressDto,
  ): Promise<object> {
    return this.addresses.change(accountId, id, body);
  }

  @Delete(':id')
  @Access('account')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove an address; of those left the newest becomes the default' })
  @ApiNoContentResponse()
  remove(@CurrentPrincipal() { accountId }: Principal, @Param('id') id: string): Promise<void> {
    return this.addresses.remove(accountId, id);
  }
}
