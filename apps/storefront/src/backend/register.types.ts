/** What the register of cooperatives answers, under the names of the pages; the shapes come from docs/openapi.json. */
import type {
  CooperativeDetailDto,
  CooperativeDto,
  CooperativeListDto,
  ImportDto,
  ImportListDto,
  ImportRowListDto,
  RegisterFiguresDto,
} from '#client/api';

export type Cooperative = CooperativeDto;
export type CooperativeEntry = CooperativeDetailDto;
export type CooperativeList = CooperativeListDto;
export type RegisterFigures = RegisterFiguresDto;
export type RegisterImport = ImportDto;
export type RegisterImports = ImportListDto;
export type ImportRows = ImportRowListDto;
