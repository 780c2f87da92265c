import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Param,
  Post,
  Put,
  Query,
  StreamableFile,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { DayPipe } from '../../../platform/http/day.js';
import { JsonText } from '../../../platform/http/json-text.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { officerOf } from '../../identity/index.js';
import { ChangeCooperativeStatus } from './change-cooperative-status.js';
import {
  CooperativeDetailDto,
  CooperativeFilterDto,
  CooperativeListDto,
  CooperativesQueryDto,
  EnteredCooperativeDto,
  FiguresQueryDto,
  LinkCooperativeDto,
  RegisterFiguresDto,
} from './cooperative-answers.dto.js';
import { EditCooperativeDto, EnterCooperativeDto, PeopleCounted, StatusInput } from './cooperative.dto.js';
import { CountPeople } from './count-people.js';
import { EditCooperative } from './edit-cooperative.js';
import { EnterCooperatives } from './enter-cooperatives.js';
import { LinkCooperative } from './link-cooperative.js';
import { registerCsv, registerWorkbook } from './register-file.js';
import { RegisterService } from './register.service.js';
import { TakeBackStatus } from './take-back-status.js';

/** The register of cooperatives, each officer's part of it. */
@ApiTags('cooperatives')
@Controller('v1/admin/cooperatives')
export class AdminCooperativesController {
  constructor(
    private readonly register: RegisterService,
    private readonly enterCooperatives: EnterCooperatives,
    private readonly editCooperative: EditCooperative,
    private readonly changeStatus: ChangeCooperativeStatus,
    private readonly takeBackStatus: TakeBackStatus,
    private readonly countPeople: CountPeople,
    private readonly linkCooperative: LinkCooperative,
  ) {}

  /** In the order of names. */
  @Get()
  @Access('officer:cooperatives.read')
  @JsonText(CooperativeListDto)
  list(@CurrentPrincipal() principal: Principal, @Query() query: CooperativesQueryDto): Promise<string> {
    return this.register.list(officerOf(principal, 'cooperatives.read'), query);
  }

  /** Active since its founding, until a status is recorded. */
  @Post()
  @Access('officer:cooperatives.edit')
  @ApiCreatedResponse({ type: EnteredCooperativeDto })
  enter(
    @CurrentPrincipal() principal: Principal,
    @Body() body: EnterCooperativeDto,
  ): Promise<EnteredCooperativeDto> {
    return this.enterCooperatives.run(officerOf(principal, 'cooperatives.edit'), body);
  }

  /** What the register says of a day, computed from its records. */
  @Get('figures')
  @Access('officer:cooperatives.read')
  @JsonText(RegisterFiguresDto)
  figures(@CurrentPrincipal() principal: Principal, @Query() query: FiguresQueryDto): Promise<string> {
    return this.register.figures(officerOf(principal, 'cooperatives.read'), query);
  }

  /** The register as a workbook, filtered as the list; it may come back as an import. */
  @Get('export.xlsx')
  @Access('officer:cooperatives.read')
  @Header('content-disposition', 'attachment; filename="so-hop-tac-xa.xlsx"')
  @ApiOkResponse({ content: { 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {} } })
  async workbook(
    @CurrentPrincipal() principal: Principal,
    @Query() filter: CooperativeFilterDto,
  ): Promise<StreamableFile> {
    return registerWorkbook(await this.register.rows(officerOf(principal, 'cooperatives.read'), filter));
  }

  /** The same as CSV. */
  @Get('export.csv')
  @Access('officer:cooperatives.read')
  @Header('content-disposition', 'attachment; filename="so-hop-tac-xa.csv"')
  @ApiOkResponse({ content: { 'text/csv': {} } })
  async csv(
    @CurrentPrincipal() principal: Principal,
    @Query() filter: CooperativeFilterDto,
  ): Promise<StreamableFile> {
    return registerCsv(await this.register.rows(officerOf(principal, 'cooperatives.read'), filter));
  }

  /** With its histories. */
  @Get(':id')
  @Access('officer:cooperatives.read')
  @JsonText(CooperativeDetailDto)
  detail(@CurrentPrincipal() principal: Principal, @IdParam('id') id: string): Promise<string> {
    return this.register.detail(officerOf(principal, 'cooperatives.read'), id);
  }

  /** Corrects the entry; 409 where it changed since that version. */
  @Put(':id')
  @Access('officer:cooperatives.edit')
  @HttpCode(204)
  @ApiNoContentResponse()
  edit(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id') id: string,
    @Body() body: EditCooperativeDto,
  ): Promise<void> {
    return this.editCooperative.run(officerOf(principal, 'cooperatives.edit'), id, body);
  }

  /** It ceased, operates again or was dissolved; its shop follows. */
  @Post(':id/statuses')
  @Access('officer:cooperatives.edit')
  @HttpCode(204)
  @ApiNoContentResponse()
  move(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id') id: string,
    @Body() body: StatusInput,
  ): Promise<void> {
    return this.changeStatus.run(officerOf(principal, 'cooperatives.edit'), id, body);
  }

  /** Takes back the last of its statuses. */
  @Delete(':id/statuses/:statusId')
  @Access('officer:cooperatives.edit')
  @HttpCode(204)
  @ApiNoContentResponse()
  takeStatusBack(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id') id: string,
    @IdParam('statusId') statusId: string,
  ): Promise<void> {
    return this.takeBackStatus.run(officerOf(principal, 'cooperatives.edit'), id, statusId);
  }

  /** Members and regular workers as counted on that day; a second count of a day replaces the first. */
  @Put(':id/counts/:countedOn')
  @Access('officer:cooperatives.edit')
  @HttpCode(204)
  @ApiNoContentResponse()
  count(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id') id: string,
    @Param('countedOn', DayPipe) countedOn: string,
    @Body() body: PeopleCounted,
  ): Promise<void> {
    return this.countPeople.run(officerOf(principal, 'cooperatives.edit'), id, countedOn, body);
  }

  @Delete(':id/counts/:countedOn')
  @Access('officer:cooperatives.edit')
  @HttpCode(204)
  @ApiNoContentResponse()
  takeCountBack(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id') id: string,
    @Param('countedOn', DayPipe) countedOn: string,
  ): Promise<void> {
    return this.countPeople.takeBack(officerOf(principal, 'cooperatives.edit'), id, countedOn);
  }

  /** Says which shop of the floor it is; from then on the shop follows its status. */
  @Put(':id/shop')
  @Access('officer:cooperatives.edit')
  @HttpCode(204)
  @ApiNoContentResponse()
  link(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id') id: string,
    @Body() body: LinkCooperativeDto,
  ): Promise<void> {
    return this.linkCooperative.run(officerOf(principal, 'cooperatives.edit'), id, body.sellerSlug);
  }

  @Delete(':id/shop')
  @Access('officer:cooperatives.edit')
  @HttpCode(204)
  @ApiNoContentResponse()
  unlink(@CurrentPrincipal() principal: Principal, @IdParam('id') id: string): Promise<void> {
    return this.linkCooperative.end(officerOf(principal, 'cooperatives.edit'), id);
  }
}
