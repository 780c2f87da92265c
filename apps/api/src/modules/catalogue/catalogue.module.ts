import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CatalogueJobs } from './catalogue-jobs.js';
import { ChangePrice } from './change-price.js';
import { CheckProduct } from './check-product.js';
import { CountSales } from './count-sales.js';
import { ListProduct } from './list-product.js';
import { PictureUploads } from './pictures/picture-uploads.js';
import { PicturesService } from './pictures/pictures.service.js';
import { SellerPicture } from './pictures/seller-picture.entity.js';
import { SellerPicturesController } from './pictures/seller-pictures.controller.js';
import { SweepPictures } from './pictures/sweep-pictures.js';
import { TakePicture } from './pictures/take-picture.js';
import { ListingModule } from './listing.module.js';
import { ProductImage } from './product-image.entity.js';
import { Product } from './product.entity.js';
import { PublishProduct } from './publish-product.js';
import { ShelfStock } from './shelf-stock.entity.js';
import { AdminSearchTermsController } from './search/admin-search-terms.controller.js';
import { SearchTermsService } from './search/search-terms.service.js';
import { ShopRankingController } from './search/shop-ranking.controller.js';
import { ShopSearchSuggestionsController } from './search/shop-search-suggestions.controller.js';
import { SharePictures } from './share/share-pictures.service.js';
import { ShopSharePicturesController } from './share/shop-share-pictures.controller.js';
import { ProductsService } from './shop/products.service.js';
import { ShopFoundController } from './found/shop-found.controller.js';
import { ShopImagesController } from './shop/shop-images.controller.js';
import { ShopProductsController } from './shop/shop-products.controller.js';
import { ShopTourismPointsController } from './shop/shop-tourism-points.controller.js';
import { IssueLetter, SellersModule } from '../sellers/index.js';
import { SubmitProduct } from './submit-product.js';
import { ProductTakedown } from './takedown/product-takedown.entity.js';
import { TakeProductDown } from './takedown/take-product-down.js';
import { TracesModule } from './traces/traces.module.js';
import { Variant } from './variant.entity.js';
import { WithdrawProduct } from './withdraw-product.js';

const useCases = [
  ListProduct,
  ChangePrice,
  SubmitProduct,
  CheckProduct,
  PublishProduct,
  WithdrawProduct,
  TakeProductDown,
];

@Module({
  imports: [
    TypeOrmModule.forFeature([Product, Variant, ProductImage, ShelfStock, SellerPicture, ProductTakedown]),
    SellersModule,
    ListingModule,
    TracesModule,
  ],
  controllers: [
    ShopProductsController,
    ShopTourismPointsController,
    ShopImagesController,
    ShopSharePicturesController,
    ShopFoundController,
    SellerPicturesController,
    ShopRankingController,
    ShopSearchSuggestionsController,
    AdminSearchTermsController,
  ],
  providers: [
    ...useCases,
    IssueLetter,
    ProductsService,
    SharePictures,
    SearchTermsService,
    CountSales,
    CatalogueJobs,
    PicturesService,
    TakePicture,
    SweepPictures,
    PictureUploads,
  ],
  exports: [...useCases, CatalogueJobs, TakePicture, ListingModule],
})
export class CatalogueModule {}
