import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MessagesModule } from '../../platform/mail/messages.module.js';
import { AccountNames, IdentityModule } from '../identity/index.js';
import { DocumentStore, SellersModule } from '../sellers/index.js';
import { AdminProductChangesController } from './approval/admin-product-changes.controller.js';
import { ChangePictures } from './approval/change-pictures.js';
import { DecideChange } from './approval/decide-change.js';
import { TellOfDecision } from './approval/tell-of-decision.js';
import { ProductChangesService } from './approval/product-changes.service.js';
import { PauseProduct } from './changes/pause-product.js';
import { ProductChange } from './changes/product-change.entity.js';
import { SaveChange } from './changes/save-change.js';
import { SellerProductsController } from './changes/seller-products.controller.js';
import { SetPrice } from './changes/set-price.js';
import { ShopListingsService } from './changes/shop-listings.service.js';
import { StartProduct } from './changes/start-product.js';
import { SubmitChange } from './changes/submit-change.js';
import { PapersService } from './papers/papers.service.js';
import { ProductPaper } from './papers/product-paper.entity.js';
import { SellerPapersController } from './papers/seller-papers.controller.js';
import { ListingRulesController } from './rules/listing-rules.controller.js';
import { Batch } from './stock/batch.entity.js';
import { ClosuresService } from './stock/closures.service.js';
import { KeepStock } from './stock/keep-stock.js';
import { SellerClosure } from './stock/seller-closure.entity.js';
import { SellerClosuresController } from './stock/seller-closures.controller.js';
import { SellerStockController } from './stock/seller-stock.controller.js';
import { SetSeason } from './stock/set-season.js';
import { StockService } from './stock/stock.service.js';

/** How a shop's products come to be sold: written, sent, checked, published. */
@Module({
  imports: [
    TypeOrmModule.forFeature([ProductChange, Batch, SellerClosure, ProductPaper]),
    IdentityModule,
    SellersModule,
    MessagesModule,
  ],
  controllers: [
    SellerProductsController,
    SellerStockController,
    SellerClosuresController,
    SellerPapersController,
    ListingRulesController,
    AdminProductChangesController,
  ],
  providers: [
    StartProduct,
    SaveChange,
    SubmitChange,
    SetPrice,
    PauseProduct,
    ShopListingsService,
    KeepStock,
    StockService,
    SetSeason,
    ClosuresService,
    PapersService,
    DocumentStore,
    DecideChange,
    ChangePictures,
    ProductChangesService,
    TellOfDecision,
    AccountNames,
  ],
  exports: [TellOfDecision, SaveChange, SubmitChange, DecideChange, PapersService],
})
export class ListingModule {}
