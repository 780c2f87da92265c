import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiGoneResponse, ApiNotFoundResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../../../platform/access/access.js';
import { JsonText } from '../../../platform/http/json-text.js';
import type { Language } from '../../../platform/http/problem.js';
import { ReaderLanguage } from '../../../platform/http/reader-language.js';
import { SlugPipe } from '../../../platform/http/slug.js';
import { ProductDetailDto, ProductListDto } from './product-answers.dto.js';
import { ProductQueryDto } from './product-query.dto.js';
import { ProductsService } from './products.service.js';

@ApiTags('products')
@Controller('v1/products')
@Access('public')
export class ShopProductsController {
  constructor(private readonly products: ProductsService) {}

  /** Listed products, filtered, sorted, searched, a page at a time. */
  @Get()
  @JsonText(ProductListDto)
  list(@Query() query: ProductQueryDto, @ReaderLanguage() language: Language): Promise<string> {
    return this.products.list(query, language);
  }

  /** One product: on sale, or shown with the reason why it is not; gone ones answer 410 with alternatives. */
  @Get(':slug')
  @JsonText(ProductDetailDto)
  @ApiNotFoundResponse({ description: 'Never published, never certified, or unknown' })
  @ApiGoneResponse({
    description:
      'Certificate revoked or product withdrawn; `product` names it, says why, and has alternatives',
  })
  detail(@Param('slug', SlugPipe) slug: string, @ReaderLanguage() language: Language): Promise<string> {
    return this.products.detail(slug, language);
  }
}
