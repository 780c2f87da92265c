import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { Transactions } from '../../platform/database/transactions.js';
import { checkInput } from '../../platform/http/check-input.js';
import { ImportPlacesInput } from './import-places.dto.js';

/**
 * Brings provinces, communes and tourism points to what the province profile says. Safe to repeat: a row that already
 * says the same is not touched, so that nothing derived from it is computed again. Nothing is ever deleted.
 */
@Injectable()
export class ImportPlaces {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem validation_failed */
  async run(input: ImportPlacesInput): Promise<void> {
    const places = await checkInput(ImportPlacesInput, input);
    const now = this.clock.now();
    await this.transactions.run('officer', async (tx) => {
      await this.importProvinces(tx, places, now);
      await this.importCommunes(tx, places, now);
      await this.importTourismPoints(tx, places, now);
    });
  }

  private async importProvinces(
    tx: EntityManager,
    { provinces }: ImportPlacesInput,
    now: Date,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO provinces AS p (code, name, region, created_at, updated_at)
       SELECT code, name, region, $2, $2 FROM jsonb_to_recordset($1::jsonb) AS i(code text, name text, region text)
       ON CONFLICT (code) DO UPDATE SET name = excluded.name, region = excluded.region, updated_at = excluded.updated_at
       WHERE (p.name, p.region) IS DISTINCT FROM (excluded.name, excluded.region)`,
      [JSON.stringify(provinces), now],
    );
  }

  private async importCommunes(tx: EntityManager, { communes }: ImportPlacesInput, now: Date): Promise<void> {
    await tx.query(
      `INSERT INTO communes AS c (code, province_code, name, full_name, kind, latitude, longitude, former_names,
         former_districts, former_province, created_at, updated_at)
       SELECT code, "provinceCode", name, "fullName", kind, latitude, longitude,
         array(SELECT jsonb_array_elements_text("formerNames")),
         array(SELECT jsonb_array_elements_text("formerDistricts")), "formerProvince", $2, $2
       FROM jsonb_to_recordset($1::jsonb) AS i(code text, "provinceCode" text, name text, "fullName" text, kind text,
         latitude double precision, longitude double precision, "formerNames" jsonb, "formerDistricts" jsonb,
         "formerProvince" text)
       ON CONFLICT (code) DO UPDATE SET province_code = excluded.province_code, name = excluded.name,
         full_name = excluded.full_name, kind = excluded.kind, latitude = excluded.latitude,
         longitude = excluded.longitude, former_names = excluded.former_names,
         former_districts = excluded.former_districts, former_province = excluded.former_province,
         updated_at = excluded.updated_at
       WHERE (c.province_code, c.name, c.full_name, c.kind, c.latitude, c.longitude, c.former_names, c.former_districts,
           c.former_province)
         IS DISTINCT FROM (excluded.province_code, excluded.name, excluded.full_name, excluded.kind, excluded.latitude,
         excluded.longitude, excluded.former_names, excluded.former_districts,
         excluded.former_province)`,
      [JSON.stringify(communes), now],
    );
  }

  private async importTourismPoints(
    tx: EntityManager,
    { tourismPoints }: ImportPlacesInput,
    now: Date,
  ): Promise<void> {
    const rows = tourismPoints.map((point) => ({
      ...point,
      id: uuidv7(now.getTime()),
      illustrative: point.illustrative ?? [],
    }));
    await tx.query(
      `INSERT INTO tourism_points AS t (id, slug, name, kind, commune_code, place, latitude, longitude, access,
         description, place_type, goods, by_road, by_boat, illustrative, created_at, updated_at)
       SELECT id, slug, name, kind, "communeCode", place, latitude, longitude, access, description, "placeType", goods,
         "byRoad", "byBoat", array(SELECT jsonb_array_elements_text(illustrative)), $2, $2
       FROM jsonb_to_recordset($1::jsonb) AS i(id uuid, slug text, name text, kind text, "communeCode" text, place text,
         latitude double precision, longitude double precision, access text, description text,
         "placeType" text, goods text, "byRoad" text, "byBoat" text, illustrative jsonb)
       ON CONFLICT (slug) DO UPDATE SET name = excluded.name, kind = excluded.kind, commune_code = excluded.commune_code,
         place = excluded.place, latitude = excluded.latitude, longitude = excluded.longitude, access = excluded.access,
         description = excluded.description, place_type = excluded.place_type, goods = excluded.goods,
         by_road = CASE WHEN t.ways_said THEN t.by_road ELSE excluded.by_road END,
         by_boat = CASE WHEN t.ways_said THEN t.by_boat ELSE excluded.by_boat END,
         illustrative = excluded.illustrative, updated_at = excluded.updated_at
       WHERE (t.name, t.kind, t.commune_code, t.place, t.latitude, t.longitude, t.access, t.description, t.place_type,
           t.goods, t.illustrative)
         IS DISTINCT FROM (excluded.name, excluded.kind, excluded.commune_code, excluded.place, excluded.latitude,
         excluded.longitude, excluded.access, excluded.description, excluded.place_type, excluded.goods,
         excluded.illustrative)
         OR (NOT t.ways_said AND (t.by_road, t.by_boat) IS DISTINCT FROM (excluded.by_road, excluded.by_boat))`,
      [JSON.stringify(rows), now],
    );
  }
}
