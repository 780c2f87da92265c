import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SellersModule } from '../../sellers/index.js';
import { AdminVouchersController } from './admin-vouchers.controller.js';
import { SellerVouchersController } from './seller-vouchers.controller.js';
import { Voucher } from './voucher.entity.js';
import { VouchersService } from './vouchers.service.js';

/** Vouchers as shops and the floor give and end them; a purchase takes its own by statements. */
@Module({
  imports: [TypeOrmModule.forFeature([Voucher]), SellersModule],
  controllers: [AdminVouchersController, SellerVouchersController],
  providers: [VouchersService],
})
export class VouchersModule {}
