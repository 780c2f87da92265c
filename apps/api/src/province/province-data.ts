import type { PlaceType } from '../modules/places/index.js';
import type { RouteProfile } from '../modules/tourism/index.js';
import { readDataFile } from '../platform/data/data-files.js';

export interface ProvinceProfile {
  code: string;
  slug: string;
  name: string;
  floorName: string;
}

export interface CommuneProfile {
  code: string;
  name: string;
  fullName: string;
  kind: 'commune' | 'ward' | 'special_zone';
  lat: number;
  lon: number;
  formerProvince: string;
  formerDistricts: string[];
  formedFrom: string[];
  /** Places inside it that people know by name. */
  includes?: string[];
}

interface PlaceFiles {
  provinces: { code: string; name: string; region: 'north' | 'central' | 'south' }[];
  communes: CommuneProfile[];
  points: {
    slug: string;
    name: string;
    kind: string;
    communeCode: string;
    place: string | null;
    lat: number;
    lon: number;
    access: 'road' | 'boat' | 'road_and_boat';
    what: string;
    placeType?: PlaceType | null;
    ocopTie?: string | null;
    byRoad?: string | null;
    byBoat?: string | null;
    illustrative?: string[];
  }[];
}

/** What every floor of a province stands on, read from its folder and from the programme; the fields not used are left out. */
export class ProvinceData {
  readonly province: ProvinceProfile;
  readonly places: PlaceFiles;
  readonly taxonomy: {
    groups: { code: string; name: string; slug: string }[];
    sets: { no: number; group: string; name: string; ministry: string; alcohol: boolean }[];
  };
  /** Those it begins with; a province may have none. */
  readonly routes: RouteProfile[];
  readonly rates: {
    optionCode: string;
    label: string;
    zone: 'same_commune' | 'province' | 'region' | 'country';
    baseFeeVnd: number;
    baseGrams: number;
    stepGrams: number;
    stepFeeVnd: number;
    minDays: number;
    maxDays: number;
  }[];

  /** Words buyers use for what the catalogue calls otherwise. */
  readonly searchTerms: {
    words: string;
    means: string[];
    sets: number[];
    groups: string[];
    suggested: boolean;
  }[];

  constructor(folder: string) {
    this.province = readDataFile(`${folder}/province.json`);
    this.places = {
      provinces: readDataFile<Pick<PlaceFiles, 'provinces'>>('programme/provinces.json').provinces,
      communes: readDataFile<Pick<PlaceFiles, 'communes'>>(`${folder}/communes.json`).communes,
      points: readDataFile<Pick<PlaceFiles, 'points'>>(`${folder}/tourism-points.json`).points,
    };
    this.routes = readDataFile<{ routes: RouteProfile[] }>(`${folder}/tourism-routes.json`).routes;
    this.taxonomy = readDataFile('programme/product-sets.json');
    const { terms } = readDataFile<{
      terms: (Pick<ProvinceData['searchTerms'][number], 'words'> &
        Partial<ProvinceData['searchTerms'][number]>)[];
    }>(`${folder}/search-terms.json`);
    this.searchTerms = terms.map((term) => ({ means: [], sets: [], groups: [], suggested: false, ...term }));
    this.rates = readDataFile<Pick<ProvinceData, 'rates'>>(`${folder}/shipping-rates.json`).rates;
  }
}
