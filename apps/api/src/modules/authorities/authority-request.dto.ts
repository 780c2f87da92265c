import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsISO8601, IsOptional, IsUUID, Matches } from 'class-validator';
import { IsDay } from '../../platform/http/is-day.js';
import { PlainText } from '../../platform/http/plain-text.js';
import { QueryChoice, QueryCursor, QueryInteger } from '../../platform/http/query-fields.js';
import { requestKinds, type RequestKind } from './authority-request.entity.js';

const SLUG = /^[a-z0-9][a-z0-9-]{0,159}$/;
const instant = { type: String, format: 'date-time' } as const;
const nullable = { nullable: true } as const;

export class EnterAuthorityRequestDto {
  @ApiProperty({ maxLength: 200, example: 'Chi cục An toàn vệ sinh thực phẩm tỉnh Cà Mau' })
  @PlainText({ max: 200 })
  authority!: string;

  @ApiProperty({ maxLength: 80, example: '128/CCATTP-TTr' })
  @PlainText({ max: 80 })
  documentNumber!: string;

  @ApiProperty({ format: 'date' })
  @IsDay()
  documentDate!: string;

  @ApiProperty({ ...instant, description: 'When it came in: from then the 24 hours run; not in the future' })
  @IsISO8601({ strict: true })
  receivedAt!: string;

  @ApiProperty({ enum: requestKinds })
  @IsIn(requestKinds)
  kind!: RequestKind;

  @ApiPropertyOptional({ description: 'The product it is about; this, `sellerSlug` or `orderCode`' })
  @IsOptional()
  @Matches(SLUG)
  productSlug?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @Matches(SLUG)
  sellerSlug?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @Matches(/^[A-Z2-9]{8,12}$/)
  orderCode?: string;

  @ApiProperty({
    maxLength: 4000,
    description: 'What is asked and why; meant for the shop too where there is an act',
  })
  @PlainText({ max: 4000, multiline: true })
  details!: string;

  @ApiPropertyOptional({
    description: 'It asks who ordered, and names the law that lets it; of information only',
  })
  @IsOptional()
  @IsBoolean()
  personalData?: boolean;

  @ApiPropertyOptional({ description: 'Take the product down, or suspend the shop, in the same act' })
  @IsOptional()
  @IsBoolean()
  actNow?: boolean;
}

export class ActWordsDto {
  @ApiProperty({ maxLength: 2000, description: 'As the shop and the authority are told' })
  @PlainText({ max: 2000, multiline: true })
  words!: string;
}

export class AnswerAuthorityRequestDto {
  @ApiProperty({ enum: ['done', 'refused'] })
  @IsIn(['done', 'refused'])
  outcome!: 'done' | 'refused';

  @ApiProperty({ maxLength: 4000, description: 'What was done or told, or why not' })
  @PlainText({ max: 4000, multiline: true })
  answer!: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'The revoked certificate of its product that answers it',
  })
  @IsOptional()
  @IsUUID()
  certificateId?: string;
}

export class AuthorityRequestsQueryDto {
  @QueryChoice(['open', 'closed'], 'Open ones (the most urgent first) unless given')
  state?: 'open' | 'closed';

  @QueryInteger({ min: 1, max: 100, description: 'How many; 24 unless given' })
  limit?: number;

  @QueryCursor()
  cursor?: string;
}

class SubjectAnswer {
  @ApiProperty({ enum: ['product', 'seller', 'order'] }) type!: string;
  @ApiProperty({ description: 'Slug of product or shop, code of the order' }) key!: string;
  @ApiProperty() name!: string;
}

export class AuthorityRequestAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: 'What officers call it' }) no!: number;
  @ApiProperty() authority!: string;
  @ApiProperty() documentNumber!: string;
  @ApiProperty({ format: 'date' }) documentDate!: string;
  @ApiProperty({ enum: requestKinds }) kind!: string;
  @ApiProperty({ enum: ['open', 'done', 'refused'] }) status!: string;
  @ApiProperty(instant) receivedAt!: string;
  @ApiProperty({ ...instant, description: '24 hours later' }) dueAt!: string;
  @ApiProperty({ description: 'Open past its 24 hours' }) late!: boolean;
  @ApiProperty({ type: SubjectAnswer }) subject!: SubjectAnswer;
  @ApiProperty({ description: 'Its commune' }) commune!: string;
}

class TakedownAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty(instant) takenDownAt!: string;
  @ApiProperty({ ...instant, ...nullable }) liftedAt!: string | null;
  @ApiProperty({ type: String, ...nullable }) liftingWords!: string | null;
}

class SuspensionAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ ...instant, ...nullable }) begunAt!: string | null;
  @ApiProperty({ ...instant, ...nullable }) endedAt!: string | null;
  @ApiProperty() sellerSlug!: string;
}

class AnsweringRevocation {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() decisionNumber!: string;
  @ApiProperty({ format: 'date' }) revokedOn!: string;
}

class HistoryLine {
  @ApiProperty(instant) at!: string;
  @ApiProperty({ example: 'authority_request.exported' }) action!: string;
  @ApiProperty({ type: String, ...nullable }) by!: string | null;
}

class OpenOrdersAnswer {
  @ApiProperty() orders!: number;
  @ApiProperty() purchases!: number;
}

export class AuthorityRequestDetailAnswer extends AuthorityRequestAnswer {
  @ApiProperty() details!: string;
  @ApiProperty() personalData!: boolean;
  @ApiProperty({ type: String, ...nullable }) answer!: string | null;
  @ApiProperty({ ...instant, ...nullable }) closedAt!: string | null;
  @ApiProperty({ type: TakedownAnswer, ...nullable }) takedown!: TakedownAnswer | null;
  @ApiProperty({ type: SuspensionAnswer, ...nullable }) suspension!: SuspensionAnswer | null;
  @ApiProperty({ type: AnsweringRevocation, ...nullable }) revocation!: AnsweringRevocation | null;
  @ApiProperty({
    type: [AnsweringRevocation],
    description: 'Revoked certificates of its product, to answer it with',
  })
  revocations!: AnsweringRevocation[];
  @ApiProperty({ type: OpenOrdersAnswer, description: 'Orders somebody still waits for' })
  openOrders!: OpenOrdersAnswer;
  @ApiProperty({ type: [HistoryLine] }) history!: HistoryLine[];
}

export class AuthorityRequestsAnswer {
  @ApiProperty({ type: [AuthorityRequestAnswer] }) items!: AuthorityRequestAnswer[];
  @ApiProperty({ type: String, ...nullable }) nextCursor!: string | null;
}
