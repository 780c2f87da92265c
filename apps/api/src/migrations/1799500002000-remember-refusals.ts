import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How long a refused parcel is held against a phone. */
const REMEMBERED = `interval '180 days'`;

/**
 * Parcels that were refused at the door, by the keyed digest of the phone they were for, and what follows from them for
 * paying on delivery. Amounts are settings (`floor_settings`, key `cod`). No audience reads the table: a shop must not
 * learn from it what a buyer did elsewhere.
 */
export class RememberRefusals1799500002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE cod_refusals (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        -- However many parcels of an order come back, it was refused once.
        order_id uuid NOT NULL CONSTRAINT cod_refusals_order_key UNIQUE
          CONSTRAINT cod_refusals_order_fk REFERENCES orders ON DELETE RESTRICT,
        phone_hash varchar(64) NOT NULL,
        refused_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    // Asked with every placement.
    await runner.query(`CREATE INDEX cod_refusals_phone ON cod_refusals (phone_hash, refused_at)`);
    await runner.query(
      `GRANT SELECT, DELETE, UPDATE (phone_hash, updated_at) ON cod_refusals TO floor_worker`,
    );
    await runner.query(`
      CREATE FUNCTION record_cod_refusal(refused uuid, at timestamptz) RETURNS void
      LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
      BEGIN ATOMIC
        INSERT INTO cod_refusals (order_id, phone_hash, refused_at, created_at, updated_at)
        SELECT o.id, g.contact_phone_hash, at, at, at
        FROM orders o JOIN order_groups g ON g.id = o.order_group_id JOIN payments p ON p.payable_id = o.id
        WHERE o.id = refused AND p.method = 'cod' AND g.contact_phone_hash IS NOT NULL
          AND (bound_seller() IS NULL OR o.seller_id = bound_seller())
        ON CONFLICT (order_id) DO NOTHING;
      END`);
    await runner.query(`
      CREATE FUNCTION cod_standing(phones varchar[], at timestamptz)
      RETURNS TABLE (refusals integer, refusals_allowed integer, small_vnd bigint, unknown_vnd bigint)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
      BEGIN ATOMIC
        SELECT (SELECT count(*) FROM cod_refusals r WHERE r.phone_hash = ANY (phones) AND r.refused_at > at - ${REMEMBERED})::integer,
          coalesce((s.value ->> 'refusals')::integer, 2), coalesce((s.value ->> 'smallVnd')::bigint, 300000),
          coalesce((s.value ->> 'unknownPhoneVnd')::bigint, 5000000)
        FROM (SELECT 1) one LEFT JOIN floor_settings s ON s.key = 'cod';
      END`);
    await runner.query(`
      CREATE FUNCTION cod_history(phones varchar[]) RETURNS TABLE (received boolean, open boolean)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
      BEGIN ATOMIC
        SELECT EXISTS (SELECT FROM order_groups g JOIN orders o ON o.order_group_id = g.id
            WHERE g.contact_phone_hash = ANY (phones) AND o.status = 'completed'),
          EXISTS (SELECT FROM order_groups g JOIN orders o ON o.order_group_id = g.id JOIN payments p ON p.payable_id = o.id
            WHERE g.contact_phone_hash = ANY (phones) AND o.status IN ('placed', 'confirmed') AND p.method = 'cod');
      END`);
    for (const [signature, roles] of [
      ['record_cod_refusal(uuid, timestamptz)', 'floor_seller, floor_worker'],
      ['cod_standing(varchar[], timestamptz)', 'floor_buyer'],
      ['cod_history(varchar[])', 'floor_buyer'],
    ] as const) {
      await runner.query(`REVOKE EXECUTE ON FUNCTION ${signature} FROM PUBLIC`);
      await runner.query(`GRANT EXECUTE ON FUNCTION ${signature} TO ${roles}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION cod_history(varchar[])`);
    await runner.query(`DROP FUNCTION cod_standing(varchar[], timestamptz)`);
    await runner.query(`DROP FUNCTION record_cod_refusal(uuid, timestamptz)`);
    await runner.query(`DROP TABLE cod_refusals`);
  }
}
