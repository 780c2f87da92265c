import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { SlugPipe } from '../../../platform/http/slug.js';
import { KeepShelf } from './keep-shelf.js';
import { KeptPointsAnswer, KeptShelfAnswer, MarkShelfDto } from './shelf.dto.js';

/** The shelves of the points you keep. */
@ApiTags('tourism points')
@Controller('v1/me/tourism-points')
@Access('account')
export class MyPointsController {
  constructor(private readonly shelf: KeepShelf) {}

  @Get()
  @ApiOperation({ summary: 'The points you keep' })
  @ApiOkResponse({ type: KeptPointsAnswer })
  list(@CurrentPrincipal() { accountId }: Principal): Promise<KeptPointsAnswer> {
    return this.shelf.points(accountId);
  }

  @Get(':slug')
  @ApiOperation({ summary: 'What stands on the shelf of a point you keep' })
  @ApiOkResponse({ type: KeptShelfAnswer })
  one(
    @CurrentPrincipal() { accountId }: Principal,
    @Param('slug', SlugPipe) slug: string,
  ): Promise<KeptShelfAnswer> {
    return this.shelf.shelf(accountId, slug);
  }

  @Put(':slug/shelf/:product')
  @HttpCode(204)
  @ApiOperation({ summary: 'Say whether a product is there, as you see it now' })
  @ApiNoContentResponse()
  mark(
    @CurrentPrincipal() { accountId }: Principal,
    @Param('slug', SlugPipe) slug: string,
    @Param('product', SlugPipe) product: string,
    @Body() { state }: MarkShelfDto,
  ): Promise<void> {
    return this.shelf.mark(accountId, slug, product, state);
  }

  @Delete(':slug/shelf/:product')
  @HttpCode(204)
  @ApiOperation({ summary: 'The point sells it no longer' })
  @ApiNoContentResponse()
  clear(
    @CurrentPrincipal() { accountId }: Principal,
    @Param('slug', SlugPipe) slug: string,
    @Param('product', SlugPipe) product: string,
  ): Promise<void> {
    return this.shelf.clear(accountId, slug, product);
  }
}
