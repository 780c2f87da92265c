import { IsIn, IsInt, IsNumber, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { IsDay } from '../../platform/http/is-day.js';
import { PlainText } from '../../platform/http/plain-text.js';

/** A certificate as an officer enters it from the decision; the decrees are asked in `kernel/certificate-rules`. */
export class RecordCertificationInput {
  @IsUUID()
  productId!: string;

  @PlainText({ max: 40 })
  productCode!: string;

  @PlainText({ max: 60 })
  decisionNumber!: string;

  @IsDay()
  decisionDate!: string;

  @PlainText({ max: 160 })
  issuedBy!: string;

  @IsIn(['commune', 'district', 'province', 'ministry'])
  issuingLevel!: 'commune' | 'district' | 'province' | 'ministry';

  @IsInt()
  @Min(1)
  @Max(5)
  stars!: number;

  /** Average of the council's members with one decimal; null where the decision does not state it. */
  @IsOptional()
  @IsNumber({ maxDecimalPlaces: 1 })
  score!: number | null;

  @IsDay()
  issuedOn!: string;

  @IsDay()
  expiresOn!: string;

  /** Entered with evidence only (Decision 26/2026/QĐ-TTg, Art. 12.3). */
  @IsOptional()
  @IsDay()
  lateRenewalUntil?: string | null;
}

export class RevokeCertificationInput {
  @IsUUID()
  certificationId!: string;

  @IsDay()
  revokedOn!: string;

  /** Letter of Article 8, Decision 26/2026/QĐ-TTg. */
  @IsIn(['a', 'b', 'c', 'd', 'đ', 'e'])
  ground!: 'a' | 'b' | 'c' | 'd' | 'đ' | 'e';

  @PlainText({ max: 60 })
  decisionNumber!: string;
}

/** A council's result. One or two stars are a result too: they end without decision and certificate. */
export class RecordAssessmentInput {
  @IsUUID()
  productId!: string;

  @IsDay()
  assessedOn!: string;

  @IsInt()
  @Min(1)
  @Max(5)
  stars!: number;

  @IsNumber({ maxDecimalPlaces: 1 })
  @Min(0)
  @Max(100)
  score!: number;
}
