import { Module } from '@nestjs/common';
import { SellersModule } from '../../sellers/index.js';
import { AdminTracesController } from './admin-traces.controller.js';
import { ScanCounter } from './scan-counter.js';
import { SellerTracesController } from './seller-traces.controller.js';
import { SellerTracesService } from './seller-traces.service.js';
import { ShopTracesController } from './shop-traces.controller.js';
import { TracesService } from './traces.service.js';

/** Codes on labels: what they stand for, how they are printed, how often they are looked up. */
@Module({
  imports: [SellersModule],
  controllers: [ShopTracesController, SellerTracesController, AdminTracesController],
  providers: [TracesService, ScanCounter, SellerTracesService],
})
export class TracesModule {}
