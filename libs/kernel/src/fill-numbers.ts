/**
 * A text with the numbers it names in braces: `trong {returnDays} ngày` with `{ returnDays: 7 }`.
 *
 * @throws RangeError for a name that stands for no number
 */
export function fillNumbers(text: string, numbers: Readonly<Record<string, number>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const number = numbers[name];
    if (number === undefined) throw new RangeError(`No number is called ${name}`);
    return String(number);
  });
}
