import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who bought, where the goods go and whom the invoice is for: sealed with a key of each purchase. Breaks older code: the
 * clear columns are gone. What they held stands in contact_clear until the worker, which has the keys, seals it.
 */
export class SealOrderContacts1796600002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE order_groups
      ADD COLUMN contact_sealed varchar(12000), ADD COLUMN contact_phone_hash varchar(64),
      ADD COLUMN invoice_sealed varchar(5000), ADD COLUMN contact_clear jsonb, ADD COLUMN contact_erased_at timestamptz`);
    await runner.query(`UPDATE order_groups SET contact_clear = jsonb_build_object('name', contact_name, 'phone', contact_phone,
      'email', contact_email, 'ward', ward, 'line', address_line, 'note', note, 'invoice', invoice)`);
    await runner.query(`ALTER TABLE order_groups DROP CONSTRAINT order_groups_delivery_check`);
    await runner.query(`ALTER TABLE order_groups DROP COLUMN contact_name, DROP COLUMN contact_phone, DROP COLUMN contact_email,
      DROP COLUMN ward, DROP COLUMN address_line, DROP COLUMN note, DROP COLUMN invoice`);
    await runner.query(`ALTER TABLE order_groups
      ADD CONSTRAINT order_groups_delivery_check CHECK (CASE delivery_method
        WHEN 'ship' THEN tourism_point_id IS NULL AND province_code IS NOT NULL ELSE tourism_point_id IS NOT NULL END),
      ADD CONSTRAINT order_groups_contact_check CHECK (num_nonnulls(contact_sealed, contact_clear, contact_erased_at) = 1),
      ADD CONSTRAINT order_groups_phone_hash_check CHECK ((contact_phone_hash IS NULL) = (contact_sealed IS NULL))`);
    // The sweep that seals, and takes away what the law no longer keeps.
    await runner.query(
      `CREATE INDEX order_groups_clear ON order_groups (id) WHERE contact_clear IS NOT NULL`,
    );
    await runner.query(`CREATE INDEX order_groups_kept ON order_groups (placed_at)
      WHERE contact_sealed IS NOT NULL OR invoice_sealed IS NOT NULL`);
    await runner.query(`GRANT INSERT ON data_keys TO floor_buyer, floor_worker`);
    await runner.query(
      `GRANT UPDATE (account_id, contact_sealed, contact_phone_hash, invoice_sealed, contact_clear, contact_erased_at, updated_at)
       ON order_groups TO floor_worker`,
    );
    await runner.query(
      `GRANT SELECT (contact_sealed, invoice_sealed, contact_clear, contact_erased_at) ON order_groups TO floor_seller`,
    );
  }

  /** Works while nothing is sealed yet: a migration has no keys to open with. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`REVOKE INSERT ON data_keys FROM floor_buyer, floor_worker`);
    await runner.query(`ALTER TABLE order_groups DROP CONSTRAINT order_groups_delivery_check,
      ADD COLUMN contact_name varchar(120), ADD COLUMN contact_phone varchar(20), ADD COLUMN contact_email varchar(254),
      ADD COLUMN ward varchar(120), ADD COLUMN address_line varchar(300), ADD COLUMN note varchar(1000), ADD COLUMN invoice jsonb`);
    await runner.query(`UPDATE order_groups SET contact_name = contact_clear->>'name', contact_phone = contact_clear->>'phone',
      contact_email = contact_clear->>'email', ward = contact_clear->>'ward', address_line = contact_clear->>'line',
      note = contact_clear->>'note', invoice = nullif(contact_clear->'invoice', 'null')`);
    await runner.query(`ALTER TABLE order_groups ALTER COLUMN contact_name SET NOT NULL, ALTER COLUMN contact_phone SET NOT NULL,
      DROP COLUMN contact_sealed, DROP COLUMN contact_phone_hash, DROP COLUMN invoice_sealed, DROP COLUMN contact_clear,
      DROP COLUMN contact_erased_at,
      ADD CONSTRAINT order_groups_delivery_check CHECK (CASE delivery_method
        WHEN 'ship' THEN address_line IS NOT NULL AND tourism_point_id IS NULL AND province_code IS NOT NULL
          AND (commune_code IS NOT NULL OR ward IS NOT NULL)
        ELSE tourism_point_id IS NOT NULL AND address_line IS NULL END)`);
    await runner.query(`GRANT SELECT (contact_name, contact_phone, contact_email, ward, address_line, note, invoice)
      ON order_groups TO floor_seller`);
  }
}
