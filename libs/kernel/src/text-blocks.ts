/** A piece of a longer text, as a page sets it. */
export type TextBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly string[] };

const HEADING = /^##\s+(.+)$/;
const BULLET = /^[-*]\s+(.+)$/;
const NUMBER = /^\d{1,2}[.)]\s+(.+)$/;

/**
 * Reads plain text as people write it into a form: paragraphs between empty lines, `## ` before a heading, `- ` or `1. `
 * before each line of a list. Everything else is text and stays text: nothing in it is ever markup.
 */
export function textBlocks(text: string): TextBlock[] {
  const blocks: TextBlock[] = [];
  for (const part of text.replaceAll('\r\n', '\n').split(/\n\s*\n/)) {
    for (const run of runsOf(part.split('\n').map((line) => line.trim()))) blocks.push(run);
  }
  return blocks;
}

/** Lines that belong together: a heading stands alone, a list goes on while its lines are of one kind. */
function runsOf(lines: readonly string[]): TextBlock[] {
  const blocks: TextBlock[] = [];
  let list: { ordered: boolean; items: string[] } | null = null;
  let words: string[] = [];
  const endParagraph = (): void => {
    if (words.length > 0) blocks.push({ kind: 'paragraph', text: words.join(' ') });
    words = [];
  };
  for (const line of lines.filter((each) => each !== '')) {
    const heading = HEADING.exec(line)?.[1];
    const item = BULLET.exec(line)?.[1] ?? NUMBER.exec(line)?.[1];
    if (heading === undefined && item === undefined) {
      list = null;
      words.push(line);
      continue;
    }
    endParagraph();
    if (item === undefined) {
      list = null;
      blocks.push({ kind: 'heading', text: heading ?? '' });
      continue;
    }
    const ordered = NUMBER.test(line);
    if (list === null || list.ordered !== ordered) {
      list = { ordered, items: [] };
      blocks.push({ kind: 'list', ordered, items: list.items });
    }
    list.items.push(item);
  }
  endParagraph();
  return blocks;
}
