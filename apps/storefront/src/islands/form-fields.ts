export type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** A line that needs longer for a file of 1 KB does not carry a form either. */
const LINE_PATIENCE_MS = 6_000;

/** Whether a form would reach anybody just now. */
export async function isSomebodyThere(): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(LINE_PATIENCE_MS);
    await fetch('/favicon.svg', { method: 'HEAD', cache: 'no-store', signal });
    return true;
  } catch {
    return false;
  }
}

export function isField(element: Element): element is Field {
  return (
    element instanceof HTMLInputElement ||
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement
  );
}

export function isTick(field: Field): field is HTMLInputElement {
  return field instanceof HTMLInputElement && ['radio', 'checkbox'].includes(field.type);
}

/** A full or forbidden store, or one somebody else wrote into: the form works as without this. */
export function inStore<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
