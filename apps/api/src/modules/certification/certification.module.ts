import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Assessment } from './assessment.entity.js';
import { Certification } from './certification.entity.js';
import { ImportProductSets } from './import-product-sets.js';
import { ProductGroup } from './product-group.entity.js';
import { ProductSet } from './product-set.entity.js';
import { RecordAssessment } from './record-assessment.js';
import { RecordCertification } from './record-certification.js';
import { RevokeCertification } from './revoke-certification.js';
import { ShopProductSetsController } from './shop-product-sets.controller.js';

const useCases = [ImportProductSets, RecordCertification, RevokeCertification, RecordAssessment];

@Module({
  imports: [TypeOrmModule.forFeature([ProductGroup, ProductSet, Certification, Assessment])],
  controllers: [ShopProductSetsController],
  providers: useCases,
  exports: useCases,
})
export class CertificationModule {}
