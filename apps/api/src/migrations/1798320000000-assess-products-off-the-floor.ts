import type { MigrationInterface, QueryRunner } from 'typeorm';

const KINDS = `('cooperative', 'cooperative_group', 'small_enterprise', 'farm', 'household', 'association')`;

/**
 * A council's result is kept of any product of the province, as certificates are: it names product and producer as they
 * were. Breaks older code: every assessment now needs the facts of its product.
 */
export class AssessProductsOffTheFloor1798320000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE assessments ALTER COLUMN product_id DROP NOT NULL,
        ADD COLUMN product_name varchar(160), ADD COLUMN set_no smallint,
        ADD COLUMN holder_name varchar(200), ADD COLUMN holder_kind varchar(20), ADD COLUMN commune_code varchar(5),
        ADD COLUMN cooperative_id uuid CONSTRAINT assessments_cooperative_fk REFERENCES cooperatives ON DELETE RESTRICT,
        -- Of the council's report, where it bears a number.
        ADD COLUMN report_number varchar(60) NOT NULL DEFAULT ''`);
    await runner.query(`
      UPDATE assessments a SET product_name = p.name, set_no = p.set_no, holder_name = pr.legal_name,
        holder_kind = pr.kind, commune_code = p.commune_code, cooperative_id = pr.cooperative_id
      FROM products p JOIN sellers s ON s.id = p.seller_id JOIN producers pr ON pr.id = s.producer_id
      WHERE p.id = a.product_id`);
    await runner.query(`
      ALTER TABLE assessments ALTER COLUMN product_name SET NOT NULL, ALTER COLUMN set_no SET NOT NULL,
        ALTER COLUMN holder_name SET NOT NULL, ALTER COLUMN holder_kind SET NOT NULL,
        ALTER COLUMN commune_code SET NOT NULL,
        ADD CONSTRAINT assessments_set_fk FOREIGN KEY (set_no) REFERENCES product_sets ON DELETE RESTRICT,
        ADD CONSTRAINT assessments_commune_fk FOREIGN KEY (commune_code) REFERENCES communes ON DELETE RESTRICT,
        ADD CONSTRAINT assessments_holder_kind_check CHECK (holder_kind IN ${KINDS}),
        ADD CONSTRAINT assessments_names_check CHECK (product_name <> '' AND holder_name <> ''),
        ADD CONSTRAINT assessments_cooperative_check CHECK (cooperative_id IS NULL OR holder_kind = 'cooperative')`);
    // A council scores a product once a day.
    await runner.query(`CREATE UNIQUE INDEX assessments_once_of_product ON assessments (product_id, assessed_on)
      WHERE product_id IS NOT NULL`);
    await runner.query(`CREATE UNIQUE INDEX assessments_once_of_name
      ON assessments (product_name, holder_name, commune_code, assessed_on) WHERE product_id IS NULL`);
    // The list, latest first.
    await runner.query(`CREATE INDEX assessments_assessed_on ON assessments (assessed_on, id)`);
    // A wrong entry is taken back; its history stays.
    await runner.query(`GRANT DELETE ON assessments TO floor_officer`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`REVOKE DELETE ON assessments FROM floor_officer`);
    // Nothing can be kept of what is not on the floor: the older table has no place for it.
    await runner.query(`DELETE FROM assessments WHERE product_id IS NULL`);
    await runner.query(
      `DROP INDEX assessments_once_of_product, assessments_once_of_name, assessments_assessed_on`,
    );
    await runner.query(`ALTER TABLE assessments ALTER COLUMN product_id SET NOT NULL, DROP COLUMN product_name,
      DROP COLUMN set_no, DROP COLUMN holder_name, DROP COLUMN holder_kind, DROP COLUMN commune_code,
      DROP COLUMN cooperative_id, DROP COLUMN report_number`);
  }
}
