/** What the register of certificates answers, under the names of the pages; the shapes come from docs/openapi.json. */
import type {
  AssessmentListDto,
  CertificateDetailDto,
  CertificateDto,
  CertificateFiguresDto,
  CertificateForecastDto,
  CertificateListDto,
  IssuingBodyDto,
  NoticeListDto,
  ShopCertificateDto,
} from '#client/api';

export type AssessmentList = AssessmentListDto;
export type CertificateRow = CertificateDto;
export type CertificateEntry = CertificateDetailDto;
export type CertificateList = CertificateListDto;
export type CertificateFigures = CertificateFiguresDto;
export type CertificateForecast = CertificateForecastDto;
export type NoticeList = NoticeListDto;
export type ShopCertificate = ShopCertificateDto;
export type IssuingBody = IssuingBodyDto;
