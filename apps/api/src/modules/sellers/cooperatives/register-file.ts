import { StreamableFile } from '@nestjs/common';
import {
  writeCsv,
  writeWorkbook,
  type OutCell,
  type SheetColumn,
} from '../../../platform/spreadsheet/write-sheet.js';
import type { CooperativeDto } from './cooperative-answers.dto.js';
import { FIELD_WORDS, REGISTER_COLUMNS, STATUS_WORDS, yesNo, type ColumnKey } from './imports/columns.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const SHEET_NAME = 'Sổ hợp tác xã';
const columns: readonly SheetColumn[] = REGISTER_COLUMNS;

const CELLS: Readonly<Record<ColumnKey, (of: CooperativeDto) => OutCell>> = {
  registerNumber: ({ registerNumber }) => registerNumber,
  name: ({ name }) => name,
  taxCode: ({ taxCode }) => taxCode,
  field: ({ field }) => FIELD_WORDS[field],
  fieldDetail: ({ fieldDetail }) => fieldDetail,
  communeCode: ({ commune }) => commune.name,
  foundedOn: ({ foundedOn }) => foundedOn,
  enteredOn: ({ enteredOn }) => enteredOn,
  status: ({ status }) => STATUS_WORDS[status],
  statusFrom: ({ statusFrom }) => statusFrom,
  members: ({ members }) => members,
  workers: ({ workers }) => workers,
  countedOn: ({ countedOn }) => countedOn,
  hasOffice: ({ hasOffice }) => yesNo(hasOffice),
  hasComputer: ({ hasComputer }) => yesNo(hasComputer),
  hasWebsite: ({ hasWebsite }) => yesNo(hasWebsite),
};

const toRow = (of: CooperativeDto): OutCell[] => REGISTER_COLUMNS.map(({ key }) => CELLS[key](of));

/** The register as a workbook that may be sent back as an import. */
export async function registerWorkbook(cooperatives: readonly CooperativeDto[]): Promise<StreamableFile> {
  return new StreamableFile(await writeWorkbook(SHEET_NAME, columns, cooperatives.map(toRow)), {
    type: XLSX,
  });
}

/** The same as CSV. */
export function registerCsv(cooperatives: readonly CooperativeDto[]): StreamableFile {
  return new StreamableFile(writeCsv(columns, cooperatives.map(toRow)), { type: 'text/csv; charset=utf-8' });
}

/** An empty form, with a page that explains each column. */
export async function registerTemplate(): Promise<StreamableFile> {
  const notes = {
    name: 'Hướng dẫn',
    lines: [
      ['Cột', 'Cách ghi'] as const,
      ...REGISTER_COLUMNS.map(({ header, hint }) => [header, hint] as const),
      ['Ô để trống', 'Với hợp tác xã đã có trong sổ, ô để trống giữ nguyên điều sổ đang ghi.'] as const,
      ['Giới hạn', 'Mỗi tệp tối đa 10 MB và 5.000 dòng; không gộp ô, không dùng công thức.'] as const,
    ],
  };
  return new StreamableFile(await writeWorkbook(SHEET_NAME, columns, [], notes), { type: XLSX });
}
