import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ImportProductSets } from './import-product-sets.js';
import { ProductGroup } from './product-group.entity.js';
import { ProductSet } from './product-set.entity.js';
import { ShopProductSetsController } from './shop-product-sets.controller.js';

/** Groups and sets alone: the import of a province works with them and has no key for anything sealed. */
@Module({
  imports: [TypeOrmModule.forFeature([ProductGroup, ProductSet])],
  controllers: [ShopProductSetsController],
  providers: [ImportProductSets],
  exports: [ImportProductSets],
})
export class ProductSetsModule {}
