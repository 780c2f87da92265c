import { Injectable } from '@nestjs/common';
import { ImportSearchTerms } from '../modules/catalogue/index.js';
import { ImportProductSets } from '../modules/certification/index.js';
import { SetShippingRates } from '../modules/delivery/index.js';
import { ImportPlaces } from '../modules/places/index.js';
import { ImportRoutes } from '../modules/tourism/index.js';
import { Transactions } from '../platform/database/transactions.js';
import type { ProvinceData } from './province-data.js';

/**
 * Lays the ground every floor of a province needs before anybody can sell on it, demo or not: provinces, communes with
 * their old names, tourism points, product sets. Safe to repeat; what changed in the files changes in the database. The
 * fee table and the words of the search are only a beginning: once there are any, they belong to whoever runs the floor.
 */
@Injectable()
export class ImportProvince {
  constructor(
    private readonly transactions: Transactions,
    private readonly importPlaces: ImportPlaces,
    private readonly importProductSets: ImportProductSets,
    private readonly importSearchTerms: ImportSearchTerms,
    private readonly setShippingRates: SetShippingRates,
    private readonly importRoutes: ImportRoutes,
  ) {}

  async run({ province, places, taxonomy, rates, searchTerms, routes }: ProvinceData): Promise<void> {
    await this.importPlaces.run({
      provinces: places.provinces.map(({ code, name, region }) => ({ code, name, region })),
      communes: places.communes.map((commune) => ({
        code: commune.code,
        provinceCode: province.code,
        name: commune.name,
        fullName: commune.fullName,
        kind: commune.kind,
        latitude: commune.lat,
        longitude: commune.lon,
        formerNames: [...new Set([...commune.formedFrom, ...(commune.includes ?? [])])],
        formerDistricts: commune.formerDistricts,
        formerProvince: commune.formerProvince,
      })),
      tourismPoints: places.points.map((point) => ({
        slug: point.slug,
        name: point.name,
        kind: point.kind,
        communeCode: point.communeCode,
        place: point.place,
        latitude: point.lat,
        longitude: point.lon,
        access: point.access,
        description: point.what,
        placeType: point.placeType ?? null,
        goods: point.ocopTie ?? null,
        byRoad: point.byRoad ?? null,
        byBoat: point.byBoat ?? null,
        // Under the names by which the API tells them.
        illustrative: (point.illustrative ?? []).map((field) => (field === 'ocopTie' ? 'goods' : field)),
      })),
    });
    await this.importRoutes.run(routes);
    await this.importProductSets.run({
      groups: taxonomy.groups.map(({ code, name, slug }) => ({ code, name, slug })),
      sets: taxonomy.sets.map(({ no, group, name, ministry, alcohol }) => ({
        no,
        group,
        name,
        ministry,
        alcohol,
      })),
    });
    await this.importSearchTerms.run({ terms: searchTerms });
    if (!(await this.hasRates())) await this.setShippingRates.run({ rates });
  }

  private async hasRates(): Promise<boolean> {
    const rows = await this.transactions.run('officer', (tx) =>
      tx.query<unknown[]>('SELECT 1 FROM shipping_rates LIMIT 1'),
    );
    return rows.length > 0;
  }
}
