import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { Problem } from '../../../platform/http/problem.js';
import { officerOf, type Officer } from '../../identity/index.js';
import { ChangeShippingOption } from './change-shipping-option.js';
import { RateTable } from './rate-table.js';
import {
  ChangeShippingOptionDto,
  OPTION_CODE,
  RateOptionAnswer,
  RatePreviewAnswer,
  RatePreviewQueryDto,
  RateTableAnswer,
  RemovedVersionDto,
} from './shipping-rates.dto.js';

const officer = (principal: Principal): Officer => officerOf(principal, 'shipping.edit');

/** What a parcel costs by option, zone and weight. */
@ApiTags('administration')
@Controller('v1/admin/shipping-rates')
@Access('officer:shipping.edit')
export class AdminShippingRatesController {
  constructor(
    private readonly table: RateTable,
    private readonly change: ChangeShippingOption,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The whole fee table, option by option' })
  @ApiOkResponse({ type: RateTableAnswer })
  list(): Promise<RateTableAnswer> {
    return this.table.list();
  }

  @Get('preview')
  @ApiOperation({ summary: 'What a parcel costs from a commune to a place, by the table as it stands' })
  @ApiOkResponse({ type: RatePreviewAnswer })
  preview(@Query() query: RatePreviewQueryDto): Promise<RatePreviewAnswer> {
    return this.table.preview(query);
  }

  @Put(':optionCode')
  @ApiOperation({ summary: 'What an option costs from now on; placed orders keep their fee' })
  @ApiOkResponse({ type: RateOptionAnswer })
  set(
    @CurrentPrincipal() principal: Principal,
    @Param('optionCode') code: string,
    @Body() body: ChangeShippingOptionDto,
  ): Promise<RateOptionAnswer> {
    return this.change.run(officer(principal), optionCode(code), body);
  }

  @Delete(':optionCode')
  @HttpCode(204)
  @ApiOperation({ summary: 'Offer an option no more' })
  @ApiNoContentResponse()
  remove(
    @CurrentPrincipal() principal: Principal,
    @Param('optionCode') code: string,
    @Query() { version }: RemovedVersionDto,
  ): Promise<void> {
    return this.change.remove(officer(principal), optionCode(code), version);
  }
}

/** @throws Problem not_found for what can be no option's code */
function optionCode(text: string): string {
  if (!OPTION_CODE.test(text)) throw new Problem('not_found');
  return text;
}
