import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Access } from '../../../platform/access/access.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { handlings, paperKinds, setRules } from './listing-rules.js';

class PaperKindDto {
  @ApiProperty() code!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ enum: ['product', 'shop'] }) scope!: 'product' | 'shop';
}

class HandlingDto {
  @ApiProperty() code!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ description: 'Then the shop says within how many days it must arrive' }) needsDays!: boolean;
}

class RequiredPaperDto {
  @ApiProperty() code!: string;
  @ApiProperty({ required: false, description: 'Only from that strength on' }) fromAlcoholPercent?: number;
}

class SetRuleDto {
  @ApiProperty({ type: 'integer' }) no!: number;
  @ApiProperty() kind!: string;
  @ApiProperty({ type: [String], description: 'Facts of the label that must be told' }) label!: string[];
  @ApiProperty({ type: [RequiredPaperDto] }) papers!: RequiredPaperDto[];
  @ApiProperty({ type: [String] }) handling!: string[];
}

class ListingRulesAnswer {
  @ApiProperty({ type: [SetRuleDto] }) sets!: SetRuleDto[];
  @ApiProperty({ type: [PaperKindDto] }) papers!: PaperKindDto[];
  @ApiProperty({ type: [HandlingDto] }) handling!: HandlingDto[];
  @ApiProperty({
    type: 'integer',
    description: 'So many percent above the approved price need nobody’s approval',
  })
  priceJumpPercent!: number;
}

/** What goods must tell and bring before they are sold: data of the programme, for whoever draws a form. */
@ApiTags('listings')
@Controller('v1/listing-rules')
@Access('public')
export class ListingRulesController {
  constructor(private readonly floor: FloorProfile) {}

  @Get()
  @ApiOperation({ summary: 'What each of the 26 sets requires' })
  @ApiOkResponse({ type: ListingRulesAnswer })
  rules(): ListingRulesAnswer {
    return {
      sets: [...setRules],
      papers: [...paperKinds],
      handling: [...handlings],
      priceJumpPercent: this.floor.approval.priceJumpPercent,
    };
  }
}
