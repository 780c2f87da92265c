import { Column, type ColumnOptions } from 'typeorm';

/** pg hands bigint over as text; every amount in đồng fits a double exactly (below 2^53). */
const asInteger = {
  to: (value: number | null): number | null => value,
  from: (value: string | null): number | null => (value === null ? null : Number(value)),
};

/** A bigint column that holds integer đồng; its name ends in `_vnd`. */
export function VndColumn(options: ColumnOptions & { name: `${string}_vnd` }): PropertyDecorator {
  return Column({ ...options, type: 'bigint', transformer: asInteger });
}
