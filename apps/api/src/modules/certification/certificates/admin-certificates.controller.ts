import { Body, Controller, Get, HttpCode, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { JsonText } from '../../../platform/http/json-text.js';
import { sendAsDownload } from '../../../platform/http/send-as-download.js';
import { LARGEST_UPLOAD_BYTES, readUpload, TakesUpload } from '../../../platform/http/upload.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { officerOf } from '../../identity/index.js';
import { AdmitLateRenewal } from './admit-late-renewal.js';
import {
  CertificateDetailDto,
  CertificateFiguresDto,
  CertificateFiguresQueryDto,
  CertificateForecastDto,
  CertificateListDto,
  CertificatesQueryDto,
  IssuingBodiesDto,
  RecordedCertificateDto,
} from './certificate-answers.dto.js';
import {
  CorrectionDto,
  EntryRemovalDto,
  FollowingCertificateDto,
  InspectionDto,
  LateRenewalDto,
  LinkProductDto,
  RecordCertificateDto,
  RevocationDto,
} from './certificate-input.dto.js';
import { CertificatesService } from './certificates.service.js';
import { CorrectCertificate } from './correct-certificate.js';
import { TakeEntryBack } from './take-entry-back.js';
import { EnterCertificate } from './enter-certificate.js';
import { LinkCertificate } from './link-certificate.js';
import { RecordInspection } from './record-inspection.js';
import { RevokeCertification } from './revoke-certification.js';
import { ScansService } from './scans.service.js';

/** The register of certificates, each officer's part of it. */
@ApiTags('certificates')
@Controller('v1/admin/certificates')
export class AdminCertificatesController {
  constructor(
    private readonly certificates: CertificatesService,
    private readonly enterCertificate: EnterCertificate,
    private readonly admitLateRenewal: AdmitLateRenewal,
    private readonly revokeCertification: RevokeCertification,
    private readonly recordInspection: RecordInspection,
    private readonly linkCertificate: LinkCertificate,
    private readonly correctCertificate: CorrectCertificate,
    private readonly takeEntryBack: TakeEntryBack,
    private readonly scans: ScansService,
  ) {}

  /** The latest decision first; of what expires soon, the soonest. */
  @Get()
  @Access('officer:certificates.read')
  @JsonText(CertificateListDto)
  list(@CurrentPrincipal() principal: Principal, @Query() query: CertificatesQueryDto): Promise<string> {
    return this.certificates.list(officerOf(principal, 'certificates.read'), query);
  }

  /** A first recognition, of a product of the floor or of any other. */
  @Post()
  @Access('officer:certificates.edit')
  @ApiCreatedResponse({ type: RecordedCertificateDto })
  record(
    @CurrentPrincipal() principal: Principal,
    @Body() body: RecordCertificateDto,
  ): Promise<RecordedCertificateDto> {
    return this.enterCertificate.first(officerOf(principal, 'certificates.edit'), body);
  }

  /** Products and producers with a certificate in force on a day. */
  @Get('figures')
  @Access('officer:certificates.read')
  @JsonText(CertificateFiguresDto)
  figures(
    @CurrentPrincipal() principal: Principal,
    @Query() query: CertificateFiguresQueryDto,
  ): Promise<string> {
    return this.certificates.figures(officerOf(principal, 'certificates.read'), query);
  }

  /** What expires, is to be filed for renewal, or lapsed: by month and by commune. */
  @Get('forecast')
  @Access('officer:certificates.read')
  @JsonText(CertificateForecastDto)
  forecast(
    @CurrentPrincipal() principal: Principal,
    @Query() query: CertificateFiguresQueryDto,
  ): Promise<string> {
    return this.certificates.forecast(officerOf(principal, 'certificates.read'), query);
  }

  /** Who decides or once decided, with the days on which they could. */
  @Get('issuing-bodies')
  @Access('officer:certificates.read')
  @ApiOkResponse({ type: IssuingBodiesDto })
  issuingBodies(): IssuingBodiesDto {
    return this.certificates.issuingBodies();
  }

  /** With its chain, papers, inspections and calendar. */
  @Get(':id')
  @Access('officer:certificates.read')
  @ApiOkResponse({ type: CertificateDetailDto })
  detail(@CurrentPrincipal() principal: Principal, @IdParam('id') id: string): Promise<CertificateDetailDto> {
    return this.certificates.detail(officerOf(principal, 'certificates.read'), id);
  }

  /** The same product assessed again before the 36 months are over. */
  @Post(':id/renewals')
  @Access('officer:certificates.edit')
  @ApiCreatedResponse({ type: RecordedCertificateDto })
  renew(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id') id: string,
    @Body() body: FollowingCertificateDto,
  ): Promise<RecordedCertificateDto> {
    return this.enterCertificate.following(officerOf(principal, 'certificates.edit'), 'renewal', id, body);
  }

  /** The same product lifted to more stars. */
  @Post(':id/upgrades')
  @Access('officer:certificates.edit')
  @ApiCreatedResponse({ type: RecordedCertificateDto })
  upgrade(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id') id: string,
    @Body() body: FollowingCertificateDto,
  ): Promise<RecordedCertificateDto> {
    return this.enterCertificate.following(officerOf(principal, 'certificates.edit'), 'upgrade', id, body);
  }

  /** Kept past the expiry until the result of a late renewal. */
  @Put(':id/late-renewal')
  @Access('officer:certificates.edit')
  @HttpCode(204)
  @ApiNoContentResponse()
  keep(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id') id: string,
    @Body() body: LateRenewalDto,
  ): Promise<void> {
    return this.admitLateRenewal.run(officerOf(principal, 'certificates.edit'), id, body);
  }

  /** Ends it, by an authority's decision. */
  @Post(':id/revocation')
  @Access('officer:certificates.edit')
  @HttpCode(204)
  @ApiNoContentResponse()
  revoke(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id') id: string,
    @Body() body: RevocationDto,
  ): Promise<void> {
    return this.revokeCertification.run(officerOf(principal, 'certificates.edit'), id, body);
  }

  /** Somebody looked whether it is still deserved. */
  @Post(':id/inspections')
  @Access('officer:certificates.edit')
  @ApiCreatedResponse()
  inspect(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id') id: string,
    @Body() body: InspectionDto,
  ): Promise<{ inspectionId: string }> {
    return this.recordInspection.run(officerOf(principal, 'certificates.edit'), id, body);
  }

  /** Puts right what was copied wrongly from the decision, with the reason. */
  @Post(':id/corrections')
  @Access('officer:certificates.edit')
  @HttpCode(204)
  @ApiNoContentResponse()
  correct(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id') id: string,
    @Body() body: CorrectionDto,
  ): Promise<void> {
    return this.correctCertificate.run(officerOf(principal, 'certificates.edit'), id, body);
  }

  /** Takes back what was entered by mistake: a revocation, a late renewal, or the whole entry; its history stays. */
  @Post(':id/removals')
  @Access('officer:certificates.edit')
  @HttpCode(204)
  @ApiNoContentResponse()
  takeBack(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id') id: string,
    @Body() body: EntryRemovalDto,
  ): Promise<void> {
    return this.takeEntryBack.run(officerOf(principal, 'certificates.edit'), id, body);
  }

  /** Says which product of the floor it is for. */
  @Put(':id/product')
  @Access('officer:certificates.edit')
  @HttpCode(204)
  @ApiNoContentResponse()
  link(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id') id: string,
    @Body() { productSlug }: LinkProductDto,
  ): Promise<void> {
    return this.linkCertificate.run(officerOf(principal, 'certificates.edit'), id, productSlug);
  }

  /** A scan: JPEG, PNG, WebP, AVIF or PDF, at most 12 MB. */
  @Post(':id/scans')
  @Access('officer:certificates.edit')
  @TakesUpload('kind')
  @ApiCreatedResponse()
  async addScan(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<{ id: string }> {
    const officer = officerOf(principal, 'certificates.edit');
    await this.scans.demandThere(officer, id);
    const { bytes, fields } = await readUpload(request, LARGEST_UPLOAD_BYTES);
    return this.scans.add(officer, id, fields['kind'] ?? '', bytes);
  }

  /** A scan, as a download; every reading is written down. */
  @Get(':id/scans/:scanId')
  @Access('officer:certificates.read')
  @ApiOkResponse({ content: { 'application/octet-stream': {} } })
  async scan(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id') id: string,
    @IdParam('scanId') scanId: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { bytes, name } = await this.scans.read(officerOf(principal, 'certificates.read'), id, scanId);
    sendAsDownload(reply, bytes, name, 'application/octet-stream');
  }
}
