import type { Page } from 'playwright-core';

/** A node of the tree that Chromium hands to screen readers, as far as it is judged here. */
interface AxNode {
  nodeId: string;
  ignored: boolean;
  childIds?: string[];
  role?: { value?: string };
  name?: { value?: string };
  properties?: { name: string; value: { value?: string | number | boolean } }[];
}

/** The same with what stands around it. */
interface Heard {
  role: string;
  name: string;
  level: number;
  url: string;
  /** Everything read out within it. */
  text: string;
  /** What it stands in, the nearest first. */
  around: Heard[];
}

const CONTROLS = new Set([
  'button', 'checkbox', 'combobox', 'ComboBoxSelect', 'DisclosureTriangle', 'Date', 'link', 'listbox', 'radio',
  'searchbox', 'slider', 'spinbutton', 'switch', 'textbox',
]); // prettier-ignore
const LANDMARKS = new Set(['banner', 'complementary', 'contentinfo', 'form', 'main', 'navigation', 'search']);
/** What a link may be told from another by, besides its own name (WCAG 2.4.4). */
const CONTEXTS = new Set([
  'article', 'blockquote', 'cell', 'definition', 'gridcell', 'listitem', 'paragraph', 'region', 'row',
]); // prettier-ignore

const UNIT_ELSEWHERE = new Set(['cell', 'gridcell', 'spinbutton', 'textbox']);

/** A sum without what it is counted in, as `12.000` and not `12.000 ₫`. */
const BARE_SUM = /(?<![\d.,])\d{1,3}(?:[.,]000|[.,]\d{3}[.,]\d{3})(?![\d.,]*\d)(?!\s*[₫–-]|\s+\p{L})/u;

/** What whoever hears a page relies on and axe does not judge, where it is not so. */
export async function readingFindings(page: Page): Promise<string[]> {
  const nodes = await heard(page);
  const of = (role: string): Heard[] => nodes.filter((node) => node.role === role);
  return [
    ...headings(of('heading')),
    ...(of('main').length === 1 ? [] : [`${of('main').length} main parts`]),
    ...doubles(of('navigation')),
    ...nodes
      .filter(({ role, name }) => CONTROLS.has(role) && name === '')
      .map(({ role, around }) => `a ${role} without a name in ${around[0]?.text.slice(0, 60)}`),
    ...of('image')
      .filter(({ name }) => name === '' || /\.(?:jpe?g|png|webp|avif)$/.test(name))
      .map(({ name, around }) => `a picture called “${name}” in ${around[0]?.text.slice(0, 60)}`),
    ...saidTwice(of('image')),
    ...alike(of('link')),
    ...sumsOfNothing(of('StaticText')),
  ];
}

/** The tree from its root on, in the order in which it is read. */
async function heard(page: Page): Promise<Heard[]> {
  const client = await page.context().newCDPSession(page);
  const { nodes } = (await client.send('Accessibility.getFullAXTree')) as { nodes: AxNode[] };
  await client.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const read: Heard[] = [];
  const walk = (node: AxNode, around: Heard[]): string => {
    const property = (name: string): string =>
      String(node.properties?.find((one) => one.name === name)?.value.value ?? '');
    const role = node.role?.value ?? '';
    const name = (node.name?.value ?? '').trim();
    const here: Heard = {
      role,
      name,
      level: Number(property('level')),
      url: property('url'),
      text: '',
      around,
    };
    const counts = !node.ignored && role !== 'none' && role !== 'generic';
    if (counts) read.push(here);
    const within = counts ? [here, ...around] : around;
    const children = (node.childIds ?? []).flatMap((id) => byId.get(id) ?? []);
    here.text =
      role === 'StaticText'
        ? name
        : children
            .map((child) => walk(child, within))
            .join(' ')
            .trim();
    return role === 'InlineTextBox' ? '' : here.text;
  };
  const [root] = nodes;
  if (root !== undefined) walk(root, []);
  return read;
}

function headings(all: readonly Heard[]): string[] {
  const first = all.filter(({ level }) => level === 1).length;
  return [
    ...(first === 1 ? [] : [`${first} headings of the first level`]),
    ...all
      .filter(({ level }, i) => level > (all[i - 1]?.level ?? 0) + 1)
      .map(({ level, text }) => `a heading of level ${level} left one out: ${text}`),
    ...all.filter(({ text }) => text === '').map(({ level }) => `an empty heading of level ${level}`),
  ];
}

/** Parts a list of landmarks shows under one name. */
const doubles = (all: readonly Heard[]): string[] =>
  all
    .filter(({ name }, i) => name === '' || all.findIndex((other) => other.name === name) !== i)
    .map(({ name, text }) => `a way to other pages called “${name}”: ${text.slice(0, 60)}`);

/** Pictures called what stands beside them in the same link. */
const saidTwice = (pictures: readonly Heard[]): string[] =>
  pictures
    .filter(({ name, around }) => name !== '' && around[0]?.role === 'link' && around[0].text.includes(name))
    .map(({ name }) => `a picture that says once more “${name}”`);

/** Sums whose unit nothing says: of a cell its heading does, of a field its label. */
const sumsOfNothing = (texts: readonly Heard[]): string[] =>
  texts
    .filter(({ text, around }) => BARE_SUM.test(text) && BARE_SUM.test(around[0]?.text ?? ''))
    .filter(({ around }) => !around.some(({ role }) => UNIT_ELSEWHERE.has(role)))
    .map(({ text }) => `a sum of nothing: ${text}`);

/** Links of one name in one landmark that lead to different places, and nothing around them says which. */
function alike(links: readonly Heard[]): string[] {
  const places = new Map<string, Set<string>>();
  for (const { name, url, around } of links) {
    const landmark = around.find(({ role }) => LANDMARKS.has(role));
    const context = around.find(({ role }) => CONTEXTS.has(role) || LANDMARKS.has(role));
    const key = [name, landmark?.role, landmark?.name, context?.name, context?.text].join('\n');
    places.set(key, (places.get(key) ?? new Set()).add(url));
  }
  return [...places]
    .filter(([, urls]) => urls.size > 1)
    .map(([key, urls]) => `“${key.split('\n')[0]}” leads to ${[...urls].slice(0, 3).join(' and ')}`);
}
