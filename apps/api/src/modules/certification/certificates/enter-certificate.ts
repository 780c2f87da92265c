import { Injectable } from '@nestjs/common';
import type { Officer } from '../../identity/index.js';
import type { FollowingCertificateDto, RecordCertificateDto } from './certificate-input.dto.js';
import { FormSubjects } from './form-subjects.js';
import { RecordCertification } from './record-certification.js';

/** A certificate as an officer's form brings it: the product by its address on the floor, or by name. */
@Injectable()
export class EnterCertificate {
  constructor(
    private readonly subjects: FormSubjects,
    private readonly recordCertification: RecordCertification,
  ) {}

  /** @throws Problem as `RecordCertification`; validation_failed: no such product, or a field of it is missing */
  async first(officer: Officer, body: RecordCertificateDto): Promise<{ id: string }> {
    const {
      productSlug,
      productName,
      setNo,
      holderName,
      holderKind,
      communeCode,
      registerNumber,
      ...decision
    } = body;
    const subject = await this.subjects.of(officer, {
      productSlug,
      productName,
      setNo,
      holderName,
      holderKind,
      communeCode,
      registerNumber,
    });
    const { certificationId } = await this.recordCertification.run(officer, { ...decision, ...subject });
    return { id: certificationId };
  }

  /** @throws Problem as `RecordCertification` */
  async following(
    officer: Officer,
    kind: 'upgrade' | 'renewal',
    followsId: string,
    decision: FollowingCertificateDto,
  ): Promise<{ id: string }> {
    const { certificationId } = await this.recordCertification.run(officer, { ...decision, kind, followsId });
    return { id: certificationId };
  }
}
