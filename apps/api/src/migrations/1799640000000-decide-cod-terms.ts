import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How long a refused parcel is held against a phone. */
const REMEMBERED = `interval '180 days'`;

const STANDING = (terms: string): string => `
  CREATE OR REPLACE FUNCTION cod_standing(phones varchar[], at timestamptz)
  RETURNS TABLE (refusals integer, refusals_allowed integer, small_vnd bigint, unknown_vnd bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  BEGIN ATOMIC
    SELECT (SELECT count(*) FROM cod_refusals r WHERE r.phone_hash = ANY (phones) AND r.refused_at > at - ${REMEMBERED})::integer,
      ${terms};
  END`;

/**
 * What may be sent unpaid, as an administrator decides it: decisions that are only ever added. Each replaces the one its
 * maker saw, and a decision is replaced once, so that two who decide at the same moment cannot both stand. Until somebody
 * decides, the usual amounts hold.
 */
export class DecideCodTerms1799640000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE cod_terms (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        -- Null of the first one alone.
        replaces_id uuid CONSTRAINT cod_terms_replaces_key UNIQUE NULLS NOT DISTINCT
          CONSTRAINT cod_terms_replaces_fk REFERENCES cod_terms ON DELETE RESTRICT,
        small_vnd bigint NOT NULL CHECK (small_vnd BETWEEN 0 AND 1000000000),
        unknown_vnd bigint NOT NULL CHECK (unknown_vnd BETWEEN 0 AND 1000000000),
        refusals_allowed smallint NOT NULL CHECK (refusals_allowed BETWEEN 1 AND 20),
        reason varchar(500) NOT NULL CHECK (reason <> ''),
        -- Null of what was set by hand before there was a page for it.
        decided_by uuid CONSTRAINT cod_terms_decided_by_fk REFERENCES accounts ON DELETE RESTRICT,
        decided_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        -- A small order is always possible: nobody unknown may have less than that.
        CONSTRAINT cod_terms_amounts_check CHECK (unknown_vnd >= small_vnd)
      )`);
    await runner.query(`
      INSERT INTO cod_terms (small_vnd, unknown_vnd, refusals_allowed, reason, decided_at)
      SELECT coalesce((value ->> 'smallVnd')::bigint, 300000),
        greatest(coalesce((value ->> 'unknownPhoneVnd')::bigint, 5000000), coalesce((value ->> 'smallVnd')::bigint, 300000)),
        coalesce((value ->> 'refusals')::smallint, 2), 'Số đã đặt trước khi có trang này', now()
      FROM floor_settings WHERE key = 'cod'`);
    await runner.query(`GRANT SELECT, INSERT ON cod_terms TO floor_officer`);
    await runner.query(`
      CREATE FUNCTION cod_terms_in_force()
      RETURNS TABLE (id uuid, refusals_allowed integer, small_vnd bigint, unknown_vnd bigint)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
      BEGIN ATOMIC
        SELECT t.id, coalesce(t.refusals_allowed, 2)::integer, coalesce(t.small_vnd, 300000), coalesce(t.unknown_vnd, 5000000)
        FROM (SELECT 1) one
        LEFT JOIN cod_terms t ON NOT EXISTS (SELECT FROM cod_terms later WHERE later.replaces_id = t.id);
      END`);
    await runner.query(`REVOKE EXECUTE ON FUNCTION cod_terms_in_force() FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION cod_terms_in_force() TO floor_officer`);
    await runner.query(
      STANDING(`t.refusals_allowed, t.small_vnd, t.unknown_vnd FROM cod_terms_in_force() t`),
    );
    await runner.query(`DELETE FROM floor_settings WHERE key = 'cod'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      STANDING(`coalesce((s.value ->> 'refusals')::integer, 2), coalesce((s.value ->> 'smallVnd')::bigint, 300000),
        coalesce((s.value ->> 'unknownPhoneVnd')::bigint, 5000000)
        FROM (SELECT 1) one LEFT JOIN floor_settings s ON s.key = 'cod'`),
    );
    await runner.query(`
      INSERT INTO floor_settings (key, value)
      SELECT 'cod', jsonb_build_object('refusals', refusals_allowed, 'smallVnd', small_vnd, 'unknownPhoneVnd', unknown_vnd)
      FROM cod_terms_in_force() WHERE id IS NOT NULL`);
    await runner.query(`DROP FUNCTION cod_terms_in_force()`);
    await runner.query(`DROP TABLE cod_terms`);
  }
}
