/** As much of a text as says which one it is. */
const MOST_LETTERS = 240;

/** What a link of a list's own page adds to its address; what follows is the page somebody was reading. */
const OF_A_REPORT = ['bao', 'tra-loi', 'da-bao', 'huu-ich', 'da-gui'];

/** The beginning of a text in one paragraph, at most 240 letters, ending with a whole word where there are words. */
export function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const letters = Array.from(line);
  if (letters.length <= MOST_LETTERS) return line;
  const start = letters.slice(0, MOST_LETTERS).join('');
  const end = start.lastIndexOf(' ');
  return `${end > MOST_LETTERS / 2 ? start.slice(0, end) : start}…`;
}

/** The list at `path` as it is being read: sorted, filtered and turned to the same page, wherever the reader came from. */
export function sameList(path: string, here: URL, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(here.pathname === path ? here.search : '');
  for (const name of OF_A_REPORT) query.delete(name);
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  const said = query.toString();
  return said === '' ? path : `${path}?${said}`;
}
