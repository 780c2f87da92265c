/** pg hands numeric over as text; scores have one decimal and fit a double. */
export const asNumber = {
  to: (value: number | null): number | null => value,
  from: (value: string | null): number | null => (value === null ? null : Number(value)),
};
