/**
 * A row or column of links that is pushed along: browsers leave one half outside that has the focus, and the page one is on
 * may stand beyond the edge.
 */
for (const list of document.querySelectorAll('.area-nav > ul')) {
  const show = (link: Element | null): void => link?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  list.addEventListener('focusin', (event) => show(event.target as Element));
  const here = list.querySelector('[aria-current]');
  const box = list.getBoundingClientRect();
  // Not by itself where that would move the page.
  if (here && box.top >= 0) {
    const { left, top } = here.getBoundingClientRect();
    list.scrollTo({ left: left - box.left - box.width / 3, top: top - box.top - box.height / 3 });
  }
}
