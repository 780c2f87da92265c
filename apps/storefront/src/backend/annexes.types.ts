/** What imports of annexes answer, under the names of the pages; the shapes come from docs/openapi.json. */
import type { AnnexImportDetailDto, AnnexImportListDto, AnnexRowDto, AnnexRowListDto } from '#client/api';

export type Annex = AnnexImportDetailDto;
export type AnnexList = AnnexImportListDto;
export type AnnexRow = AnnexRowDto;
export type AnnexRows = AnnexRowListDto;
