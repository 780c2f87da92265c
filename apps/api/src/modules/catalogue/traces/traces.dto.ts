import { ApiProperty } from '@nestjs/swagger';
import { QueryBoolean, QueryCursor, QueryInteger } from '../../../platform/http/query-fields.js';
import { CodeNameDto, ImageDto } from '../shop/product-answers.dto.js';

/** Twenty sheets; whoever needs more prints the file twice. */
export const MOST_LABELS = 480;

export class TraceListQueryDto {
  @QueryInteger({ min: 1, max: 100, description: 'So many, 24 unless said' })
  limit?: number;

  @QueryCursor()
  cursor?: string;
}

export class LabelsQueryDto {
  @QueryInteger({ min: 1, max: MOST_LABELS, description: 'How many labels, 24 to a page; 24 unless said' })
  count?: number;

  @QueryBoolean('Hairlines between the labels, for scissors')
  cuts?: boolean;
}

export class TraceCertificateAnswer {
  @ApiProperty() productCode!: string;
  @ApiProperty() decisionNumber!: string;
  @ApiProperty({ format: 'date' }) decisionDate!: string;
  @ApiProperty({ description: 'As the decision names it' }) issuedBy!: string;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'The last day of a body that has ceased since; what it decided still holds',
  })
  issuerUntil!: string | null;
  @ApiProperty({ type: 'integer', minimum: 3, maximum: 5 }) stars!: number;
  @ApiProperty({ format: 'date' }) issuedOn!: string;
  @ApiProperty({ format: 'date' }) expiresOn!: string;
  @ApiProperty({ format: 'date' }) validUntil!: string;
  @ApiProperty({ enum: ['in_force', 'late_renewal', 'lapsed', 'revoked'], description: 'Today' })
  status!: 'in_force' | 'late_renewal' | 'lapsed' | 'revoked';
  @ApiProperty({ type: String, format: 'date', nullable: true }) revokedOn!: string | null;
  @ApiProperty({ type: String, nullable: true }) revocationDecision!: string | null;
}

class SetAnswer {
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 26 }) no!: number;
  @ApiProperty() name!: string;
}

class TraceProductAnswer {
  @ApiProperty() slug!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ type: SetAnswer }) set!: SetAnswer;
  @ApiProperty() description!: string;
  @ApiProperty() story!: string;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Facts of the printed label' })
  label!: Record<string, unknown>;
  @ApiProperty() alcohol!: boolean;
  @ApiProperty({ type: ImageDto, nullable: true }) image!: ImageDto | null;
  @ApiProperty({ description: 'Whether it is on sale today; then its page is there' }) listed!: boolean;
  @ApiProperty({
    enum: ['published', 'paused', 'taken_down', 'withdrawn'],
    description: '`taken_down` because an authority asked for it, `withdrawn` for good',
  })
  publication!: 'published' | 'paused' | 'taken_down' | 'withdrawn';
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Since when it was taken down or withdrawn',
  })
  withdrawnOn!: string | null;
  @ApiProperty({ type: [String], description: 'Fields filled in for illustration' }) illustrative!: string[];
}

class TraceProducerAnswer {
  @ApiProperty() slug!: string;
  @ApiProperty({ description: 'Of the shop' }) name!: string;
  @ApiProperty({
    enum: ['cooperative', 'cooperative_group', 'small_enterprise', 'farm', 'household', 'association'],
  })
  kind!: 'cooperative' | 'cooperative_group' | 'small_enterprise' | 'farm' | 'household' | 'association';
  @ApiProperty() legalName!: string;
  @ApiProperty() address!: string;
  @ApiProperty({ enum: ['approved', 'suspended', 'closed'] }) status!: 'approved' | 'suspended' | 'closed';
  @ApiProperty({ type: [String], description: 'Fields filled in for illustration' }) illustrative!: string[];
}

class FormerPlaceAnswer {
  @ApiProperty({ type: [String] }) communes!: string[];
  @ApiProperty({ type: [String] }) districts!: string[];
  @ApiProperty({ type: String, nullable: true }) province!: string | null;
}

class TracePlaceAnswer extends CodeNameDto {
  @ApiProperty() lat!: number;
  @ApiProperty() lon!: number;
  @ApiProperty({
    type: FormerPlaceAnswer,
    nullable: true,
    description: 'What lay there through 30 June 2025: the names of that time',
  })
  until2025!: FormerPlaceAnswer | null;
}

class TraceBatchAnswer {
  @ApiProperty({ description: 'As it is printed on the packing' }) code!: string;
  @ApiProperty() variant!: string;
  @ApiProperty({ format: 'date' }) madeOn!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) expiresOn!: string | null;
  @ApiProperty() expired!: boolean;
}

class TracePointAnswer {
  @ApiProperty() slug!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ type: CodeNameDto }) commune!: CodeNameDto;
}

/** What a label stands for. It goes on answering after the certificate lapsed or was revoked, and says so. */
export class TraceAnswer {
  @ApiProperty({ example: 'CDFHJKM7' }) code!: string;
  @ApiProperty({ enum: ['product', 'batch'] }) kind!: 'product' | 'batch';
  @ApiProperty({ type: TraceProductAnswer }) product!: TraceProductAnswer;
  @ApiProperty({ type: TraceProducerAnswer }) producer!: TraceProducerAnswer;
  @ApiProperty({ type: TracePlaceAnswer }) place!: TracePlaceAnswer;
  @ApiProperty({ type: TraceBatchAnswer, nullable: true }) batch!: TraceBatchAnswer | null;
  @ApiProperty({
    type: TraceCertificateAnswer,
    description: 'The one that counts today, else the latest decision',
  })
  certificate!: TraceCertificateAnswer;
  @ApiProperty({
    type: TraceCertificateAnswer,
    nullable: true,
    description: 'Of a batch: the one that counted on the day it was made, and where that one stands today',
  })
  certificateAtPacking!: TraceCertificateAnswer | null;
  @ApiProperty({ type: [TracePointAnswer] }) tourismPoints!: TracePointAnswer[];
}

class ScansAnswer {
  @ApiProperty({ type: 'integer', description: 'Over the last thirty days, today included' })
  last30Days!: number;
  @ApiProperty({ type: 'integer' }) total!: number;
}

class BatchTraceAnswer extends TraceBatchAnswer {
  @ApiProperty() traceCode!: string;
  @ApiProperty({ type: ScansAnswer }) scans!: ScansAnswer;
}

class ShopTraceAnswer {
  @ApiProperty({ format: 'uuid' }) productId!: string;
  @ApiProperty() name!: string;
  @ApiProperty() slug!: string;
  @ApiProperty() traceCode!: string;
  @ApiProperty({ type: ScansAnswer }) scans!: ScansAnswer;
  @ApiProperty({ type: [BatchTraceAnswer], description: 'The fifty made last' }) batches!: BatchTraceAnswer[];
}

export class ShopTraceListAnswer {
  @ApiProperty({ type: [ShopTraceAnswer] }) items!: ShopTraceAnswer[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

/** What stands on a label. */
export class LabelAnswer {
  @ApiProperty() code!: string;
  @ApiProperty({ description: 'What the QR code says' }) url!: string;
  @ApiProperty() productName!: string;
  @ApiProperty() producer!: string;
  @ApiProperty({ type: TraceBatchAnswer, nullable: true }) batch!: TraceBatchAnswer | null;
}

class SellerNameAnswer {
  @ApiProperty() slug!: string;
  @ApiProperty() name!: string;
}

class LookedUpAnswer {
  @ApiProperty() name!: string;
  @ApiProperty() slug!: string;
  @ApiProperty() traceCode!: string;
  @ApiProperty({ type: SellerNameAnswer }) seller!: SellerNameAnswer;
  @ApiProperty({ type: CodeNameDto }) commune!: CodeNameDto;
  @ApiProperty({ type: 'integer' }) batches!: number;
  @ApiProperty({ type: ScansAnswer, description: 'Of the product and all its batches' }) scans!: ScansAnswer;
}

export class LookedUpListAnswer {
  @ApiProperty({ type: [LookedUpAnswer] }) items!: LookedUpAnswer[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
