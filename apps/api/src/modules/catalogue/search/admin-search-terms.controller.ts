import { Body, Controller, Delete, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { officerOf, type Officer } from '../../identity/index.js';
import {
  ChangeSearchTermDto,
  SearchTermAnswer,
  SearchTermDto,
  SearchTermListAnswer,
  SearchTermsQueryDto,
  SearchTermVersionDto,
} from './search-terms.dto.js';
import { SearchTermsService } from './search-terms.service.js';

const officer = (principal: Principal): Officer => officerOf(principal, 'search.edit');

/** Regional words, synonyms and common names that the search knows, and what it offers as one types. */
@ApiTags('administration')
@Controller('v1/admin/search-terms')
@Access('officer:search.edit')
export class AdminSearchTermsController {
  constructor(private readonly terms: SearchTermsService) {}

  @Get()
  @ApiOperation({ summary: 'The words the search knows besides those of the catalogue' })
  @ApiOkResponse({ type: SearchTermListAnswer })
  list(@Query() query: SearchTermsQueryDto): Promise<SearchTermListAnswer> {
    return this.terms.list(query);
  }

  @Get(':termId')
  @ApiOkResponse({ type: SearchTermAnswer })
  one(@IdParam('termId') id: string): Promise<SearchTermAnswer> {
    return this.terms.one(id);
  }

  @Post()
  @ApiOperation({ summary: 'Add a term; it holds from the next search on' })
  @ApiCreatedResponse({ type: SearchTermAnswer })
  add(@CurrentPrincipal() principal: Principal, @Body() body: SearchTermDto): Promise<SearchTermAnswer> {
    return this.terms.add(officer(principal), body);
  }

  @Put(':termId')
  @ApiOkResponse({ type: SearchTermAnswer })
  change(
    @CurrentPrincipal() principal: Principal,
    @IdParam('termId') id: string,
    @Body() body: ChangeSearchTermDto,
  ): Promise<SearchTermAnswer> {
    return this.terms.change(officer(principal), id, body);
  }

  @Delete(':termId')
  @HttpCode(204)
  @ApiNoContentResponse()
  remove(
    @CurrentPrincipal() principal: Principal,
    @IdParam('termId') id: string,
    @Query() { version }: SearchTermVersionDto,
  ): Promise<void> {
    return this.terms.remove(officer(principal), id, Number(version));
  }
}
