import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SellerTransactions } from '../seller-transactions.js';
import { BeginUpload } from './begin-upload.js';
import { FinishUpload } from './finish-upload.js';
import { SellerUpload } from './seller-upload.entity.js';
import { SellerUploadsController } from './seller-uploads.controller.js';
import { UploadKinds } from './upload-kinds.js';
import { UploadParts } from './upload-parts.js';
import { UploadsService } from './uploads.service.js';
import { WriteChunk } from './write-chunk.js';

/** Files of shops that come in pieces. */
@Module({
  imports: [TypeOrmModule.forFeature([SellerUpload])],
  controllers: [SellerUploadsController],
  providers: [
    SellerTransactions,
    UploadKinds,
    UploadParts,
    UploadsService,
    BeginUpload,
    WriteChunk,
    FinishUpload,
  ],
  exports: [UploadKinds, UploadsService],
})
export class UploadsModule {}
