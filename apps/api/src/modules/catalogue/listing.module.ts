import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountNames, IdentityModule } from '../identity/index.js';
import { SellersModule } from '../sellers/index.js';
import { AdminProductChangesController } from './approval/admin-product-changes.controller.js';
import { ChangePictures } from './approval/change-pictures.js';
import { DecideChange } from './approval/decide-change.js';
import { ProductChangesService } from './approval/product-changes.service.js';
import { PauseProduct } from './changes/pause-product.js';
import { ProductChange } from './changes/product-change.entity.js';
import { SaveChange } from './changes/save-change.js';
import { SellerProductsController } from './changes/seller-products.controller.js';
import { SetPrice } from './changes/set-price.js';
import { ShopListingsService } from './changes/shop-listings.service.js';
import { StartProduct } from './changes/start-product.js';
import { SubmitChange } from './changes/submit-change.js';

/** How a shop's products come to be sold: written, sent, checked, published. */
@Module({
  imports: [TypeOrmModule.forFeature([ProductChange]), IdentityModule, SellersModule],
  controllers: [SellerProductsController, AdminProductChangesController],
  providers: [
    StartProduct,
    SaveChange,
    SubmitChange,
    SetPrice,
    PauseProduct,
    ShopListingsService,
    DecideChange,
    ChangePictures,
    ProductChangesService,
    AccountNames,
  ],
})
export class ListingModule {}
