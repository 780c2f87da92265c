import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How long a refused parcel is held against a phone. */
const REMEMBERED = `interval '180 days'`;

const STANDING = (columns: string, terms: string): string => `
  CREATE FUNCTION cod_standing(phones varchar[], at timestamptz)
  RETURNS TABLE (refusals integer, refusals_allowed integer, small_vnd bigint, unknown_vnd bigint${columns})
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  BEGIN ATOMIC
    SELECT (SELECT count(*) FROM cod_refusals r WHERE r.phone_hash = ANY (phones) AND r.refused_at > at - ${REMEMBERED})::integer,
      t.refusals_allowed, t.small_vnd, t.unknown_vnd${terms} FROM cod_terms_in_force() t;
  END`;

const IN_FORCE = (columns: string, terms: string): string => `
  CREATE FUNCTION cod_terms_in_force()
  RETURNS TABLE (id uuid, refusals_allowed integer, small_vnd bigint, unknown_vnd bigint${columns})
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  BEGIN ATOMIC
    SELECT t.id, coalesce(t.refusals_allowed, 2)::integer, coalesce(t.small_vnd, 300000), coalesce(t.unknown_vnd, 5000000)${terms}
    FROM (SELECT 1) one
    LEFT JOIN cod_terms t ON NOT EXISTS (SELECT FROM cod_terms later WHERE later.replaces_id = t.id);
  END`;

/**
 * The buyer’s word that an order to be paid on delivery is to be sent: asked for by the amounts an administrator sets, given
 * by a link, on the order’s page or on the telephone, and waited for before a parcel leaves.
 */
export class AskBeforeSending1799640001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE go_aheads (
        order_id uuid PRIMARY KEY CONSTRAINT go_aheads_order_fk REFERENCES orders ON DELETE RESTRICT,
        status varchar(10) NOT NULL CHECK (status IN ('asked', 'given', 'waived', 'refused')),
        status_changed_at timestamptz NOT NULL,
        -- Of the link in the message; it gives the word for this order and does nothing else.
        token_hash varchar(64) NOT NULL CONSTRAINT go_aheads_token_key UNIQUE,
        -- Calls that nobody answered.
        tries smallint NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 1000),
        last_tried_at timestamptz,
        given_by varchar(10) CHECK (given_by IN ('link', 'page', 'call')),
        -- Why the shop sends it without the buyer’s word, in its own words.
        waiver_words varchar(300) CHECK (waiver_words <> ''),
        reminded_at timestamptz,
        -- When the shop was told that no word came.
        overdue_at timestamptz,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT go_aheads_tried_check CHECK ((tries = 0) = (last_tried_at IS NULL)),
        CONSTRAINT go_aheads_given_check CHECK ((status = 'given') = (given_by IS NOT NULL)),
        CONSTRAINT go_aheads_waived_check CHECK ((status = 'waived') = (waiver_words IS NOT NULL))
      )`);
    // The sweep asks only for what still waits for a word.
    await runner.query(`CREATE INDEX go_aheads_waiting ON go_aheads (created_at) WHERE status = 'asked'`);
    await runner.query(`ALTER TABLE go_aheads ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY go_aheads_floor ON go_aheads
      TO floor_account, floor_buyer, floor_officer, floor_worker USING (true) WITH CHECK (true)`);
    const own = `order_id IN (SELECT id FROM orders)`;
    await runner.query(
      `CREATE POLICY go_aheads_own ON go_aheads TO floor_seller USING (${own}) WITH CHECK (${own})`,
    );
    await runner.query(`GRANT SELECT, INSERT ON go_aheads TO floor_buyer`);
    await runner.query(
      `GRANT UPDATE (status, status_changed_at, given_by, updated_at) ON go_aheads TO floor_buyer`,
    );
    await runner.query(`GRANT SELECT (order_id, status, status_changed_at, tries, last_tried_at, given_by, waiver_words,
      reminded_at, overdue_at, created_at, updated_at) ON go_aheads TO floor_seller`);
    await runner.query(`GRANT UPDATE (status, status_changed_at, tries, last_tried_at, given_by, waiver_words, updated_at)
      ON go_aheads TO floor_seller`);
    await runner.query(
      `GRANT SELECT, UPDATE (reminded_at, overdue_at, updated_at) ON go_aheads TO floor_worker`,
    );
    await runner.query(`ALTER TABLE order_events DROP CONSTRAINT order_events_axis_check`);
    await runner.query(`ALTER TABLE order_events ADD CONSTRAINT order_events_axis_check
      CHECK (axis IN ('order', 'fulfillment', 'payment', 'return', 'dispute', 'go_ahead'))`);
    await this.askByTerms(runner);
  }

  /** From which amount, and from how many refused parcels on, a word is asked for. */
  private async askByTerms(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE cod_terms
        ADD COLUMN ask_from_vnd bigint NOT NULL DEFAULT 3000000 CHECK (ask_from_vnd BETWEEN 0 AND 1000000000),
        ADD COLUMN ask_unknown_from_vnd bigint NOT NULL DEFAULT 1000000
          CHECK (ask_unknown_from_vnd BETWEEN 0 AND 1000000000),
        ADD COLUMN ask_refusals smallint NOT NULL DEFAULT 1 CHECK (ask_refusals BETWEEN 1 AND 20)`);
    await runner.query(`ALTER TABLE cod_terms ALTER ask_from_vnd DROP DEFAULT, ALTER ask_unknown_from_vnd DROP DEFAULT,
      ALTER ask_refusals DROP DEFAULT`);
    const more = 'ask_refusals integer, ask_from_vnd bigint, ask_unknown_from_vnd bigint';
    await this.replaceFunctions(
      runner,
      IN_FORCE(
        `, ${more}`,
        `, coalesce(t.ask_refusals, 1)::integer, coalesce(t.ask_from_vnd, 3000000), coalesce(t.ask_unknown_from_vnd, 1000000)`,
      ),
      STANDING(`, ${more}`, `, t.ask_refusals, t.ask_from_vnd, t.ask_unknown_from_vnd`),
    );
  }

  /** What a function answers with cannot be changed in place. */
  private async replaceFunctions(runner: QueryRunner, inForce: string, standing: string): Promise<void> {
    await runner.query(`DROP FUNCTION cod_standing(varchar[], timestamptz)`);
    await runner.query(`DROP FUNCTION cod_terms_in_force()`);
    await runner.query(inForce);
    await runner.query(standing);
    for (const [signature, role] of [
      ['cod_terms_in_force()', 'floor_officer'],
      ['cod_standing(varchar[], timestamptz)', 'floor_buyer'],
    ] as const) {
      await runner.query(`REVOKE EXECUTE ON FUNCTION ${signature} FROM PUBLIC`);
      await runner.query(`GRANT EXECUTE ON FUNCTION ${signature} TO ${role}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.replaceFunctions(runner, IN_FORCE('', ''), STANDING('', ''));
    await runner.query(
      `ALTER TABLE cod_terms DROP COLUMN ask_from_vnd, DROP COLUMN ask_unknown_from_vnd, DROP COLUMN ask_refusals`,
    );
    await runner.query(`DELETE FROM order_events WHERE axis = 'go_ahead'`);
    await runner.query(`ALTER TABLE order_events DROP CONSTRAINT order_events_axis_check`);
    await runner.query(`ALTER TABLE order_events ADD CONSTRAINT order_events_axis_check
      CHECK (axis IN ('order', 'fulfillment', 'payment', 'return', 'dispute'))`);
    await runner.query(`DROP TABLE go_aheads`);
  }
}
