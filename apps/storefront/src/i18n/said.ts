/** The same words in whatever language: every key and every function's parts, without the very letters. */
export type Said<Part> = Part extends (...parts: infer Parts) => infer Answer
  ? (...parts: Parts) => Said<Answer>
  : Part extends string
    ? string
    : Part extends object
      ? { readonly [Key in keyof Part]: Said<Part[Key]> }
      : Part;
