import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ReceiveStock } from './receive-stock.js';
import { StockLevel } from './stock-level.entity.js';
import { StockMovement } from './stock-movement.entity.js';

@Module({
  imports: [TypeOrmModule.forFeature([StockLevel, StockMovement])],
  providers: [ReceiveStock],
  exports: [ReceiveStock],
})
export class InventoryModule {}
