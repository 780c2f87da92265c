import type { Day } from '#kernel/time';
import type { CooperativeEntry } from '../modules/sellers/index.js';
import type { DemoProducer } from './demo-data.js';

/** What `data/<province>/demo/cooperatives.json` holds; one record a line, its fields in the order of `columns`. */
export interface DemoRegisterFile {
  columns: string[];
  cooperatives: string[];
}

/** Every field of these cooperatives is invented. */
const ALL_FIELDS = [
  'registerNumber',
  'name',
  'taxCode',
  'field',
  'fieldDetail',
  'communeCode',
  'foundedOn',
  'enteredOn',
  'statuses',
  'counts',
  'hasOffice',
  'hasComputer',
  'hasWebsite',
];

/** The records of a demo's register. The files are checked by a test, so a malformed line is a mistake in them. */
export function readDemoRegister({ columns, cooperatives }: DemoRegisterFile): CooperativeEntry[] {
  return cooperatives.map((line) => {
    const cells = line.split('|');
    const cell = (name: string): string => cells[columns.indexOf(name)] ?? '';
    const listed = (name: string): string[][] =>
      cell(name) === ''
        ? []
        : cell(name)
            .split(' ')
            .map((item) => item.split(':'));
    return {
      registerNumber: cell('registerNumber'),
      name: cell('name'),
      taxCode: cell('taxCode') || null,
      field: cell('field') as CooperativeEntry['field'],
      fieldDetail: cell('fieldDetail'),
      communeCode: cell('communeCode'),
      foundedOn: cell('foundedOn') || null,
      enteredOn: cell('enteredOn'),
      hasOffice: yesOrNo(cell('hasOffice')),
      hasComputer: yesOrNo(cell('hasComputer')),
      hasWebsite: yesOrNo(cell('hasWebsite')),
      statuses: listed('statuses').map(([status, fromOn = '']) => ({
        status: status as CooperativeEntry['statuses'][number]['status'],
        fromOn,
      })),
      counts: listed('counts').map(([countedOn = '', members, workers]) => ({
        countedOn,
        members: Number(members),
        workers: Number(workers),
      })),
      illustrative: ALL_FIELDS,
    };
  });
}

function yesOrNo(cell: string): boolean | null {
  return cell === '' ? null : cell === 'yes';
}

/** The register number under which a demo's selling cooperative stands. */
export const registerNumberOf = (producer: DemoProducer): string => `MAU-${producer.taxCode}`;

/** The entry of a cooperative that sells in the demo: what is invented of it is named, as on its shop. */
export function entryOfSeller(producer: DemoProducer, enteredOn: Day): CooperativeEntry {
  const alsoHere = ['communeCode', 'taxCode'].filter((field) => producer.illustrative.includes(field));
  const isInventedName = producer.illustrative.includes('legalName');
  return {
    registerNumber: registerNumberOf(producer),
    name: producer.legalName,
    taxCode: producer.taxCode,
    field: 'agriculture',
    fieldDetail: '',
    communeCode: producer.communeCode,
    foundedOn: null,
    enteredOn,
    statuses: [],
    counts: [],
    illustrative: ['registerNumber', 'field', 'enteredOn', ...(isInventedName ? ['name'] : []), ...alsoHere],
  };
}
