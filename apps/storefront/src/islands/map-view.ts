/**
 * Lets a drawn map be brought nearer and moved, by buttons, keys, wheel and finger. Tiles of a real map lie under it only after
 * somebody asked for them, and only where the operator named an address to fetch them from.
 */
interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const NEAREST = 24;
const TILE_PX = 256;
const MOST_TILES = 48;
const STEP = 1.6;

class MapView extends HTMLElement {
  private svg: SVGSVGElement | null = null;
  private whole: Box = { x: 0, y: 0, width: 1, height: 1 };
  private box: Box = this.whole;
  private tiled = false;

  connectedCallback(): void {
    this.svg = this.querySelector('svg');
    const drawn = this.svg?.viewBox.baseVal;
    if (!this.svg || !drawn) return;
    this.whole = { x: drawn.x, y: drawn.y, width: drawn.width, height: drawn.height };
    this.box = { ...this.whole };
    this.append(this.buttons());
    this.svg.addEventListener('wheel', (event) => {
      // A bare wheel scrolls the page.
      if (!event.ctrlKey) return;
      event.preventDefault();
      this.zoom(event.deltaY < 0 ? STEP : 1 / STEP);
    });
    this.followFinger(this.svg);
    for (const link of this.querySelectorAll<SVGAElement>('.map-joined a'))
      link.addEventListener('click', (event) => this.openUp(event, link));
  }

  /** A mark that stands for several brings them near enough to be told apart. */
  private openUp(event: Event, link: SVGAElement): void {
    const place = /translate\(([-\d.]+) ([-\d.]+)\)/.exec(
      link.parentElement?.getAttribute('transform') ?? '',
    );
    if (!place) return;
    event.preventDefault();
    const [x, y] = [Number(place[1]), Number(place[2])];
    const side = Math.max(Number(link.dataset['side']), this.whole.width / NEAREST);
    const width = Math.min(this.whole.width, side * Math.max(1, this.whole.width / this.whole.height));
    const height = (width * this.whole.height) / this.whole.width;
    this.show({ x: x - width / 2, y: y - height / 2, width, height });
  }

  private buttons(): HTMLElement {
    const bar = document.createElement('div');
    bar.className = 'map-buttons';
    const { in: nearer = '', out: farther = '', all = '', base = '', tiles } = this.dataset;
    const acts: [string, string, () => void][] = [
      ['+', nearer, () => this.zoom(STEP)],
      ['−', farther, () => this.zoom(1 / STEP)],
      [all, all, () => this.show({ ...this.whole })],
      ...(tiles ? [[base, base, () => this.layTiles()] satisfies [string, string, () => void]] : []),
    ];
    for (const [text, label, act] of acts) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'button button-quiet';
      button.textContent = text;
      button.setAttribute('aria-label', label);
      button.addEventListener('click', act);
      bar.append(button);
    }
    return bar;
  }

  private followFinger(svg: SVGSVGElement): void {
    let last: { x: number; y: number } | null = null;
    svg.addEventListener('pointerdown', ({ clientX, clientY }) => {
      // The whole fits the screen: a finger on it scrolls the page.
      if (this.box.width < this.whole.width) last = { x: clientX, y: clientY };
    });
    svg.addEventListener('pointermove', (event) => {
      if (last === null || event.buttons === 0) return;
      const unit = this.box.width / svg.clientWidth;
      const { clientX, clientY } = event;
      this.show({
        ...this.box,
        x: this.box.x - (clientX - last.x) * unit,
        y: this.box.y - (clientY - last.y) * unit,
      });
      last = { x: clientX, y: clientY };
    });
    for (const end of ['pointerup', 'pointercancel', 'pointerleave'])
      svg.addEventListener(end, () => (last = null));
  }

  private zoom(factor: number): void {
    const width = Math.min(this.whole.width, Math.max(this.whole.width / NEAREST, this.box.width / factor));
    const height = (width * this.whole.height) / this.whole.width;
    const { x, y, width: w, height: h } = this.box;
    this.show({ x: x + (w - width) / 2, y: y + (h - height) / 2, width, height });
  }

  private show(box: Box): void {
    const { whole } = this;
    box.x = Math.min(Math.max(box.x, whole.x), whole.x + whole.width - box.width);
    box.y = Math.min(Math.max(box.y, whole.y), whole.y + whole.height - box.height);
    this.box = box;
    this.svg?.setAttribute('viewBox', [box.x, box.y, box.width, box.height].join(' '));
    this.classList.toggle('map-near', box.width < whole.width);
    // Marks keep their size on the screen.
    const scale = box.width / whole.width;
    for (const mark of this.querySelectorAll<SVGGElement>('.map-spot')) {
      const place = mark.getAttribute('transform')?.replace(/ scale\([^)]*\)/, '') ?? '';
      mark.setAttribute('transform', `${place} scale(${scale.toFixed(4)})`);
    }
    if (this.tiled) this.layTiles();
  }

  /** The tiles under what is shown, at the level that fits the screen. */
  private layTiles(): void {
    const { tiles = '', credit = '', west = '', north = '', scale = '' } = this.dataset;
    const layer = this.querySelector('.map-tiles');
    if (!layer || !this.svg) return;
    if (!this.tiled) {
      const thanks = document.createElement('p');
      thanks.className = 'small soft';
      thanks.textContent = credit;
      this.append(thanks);
    }
    this.tiled = true;
    // The drawing is Mercator, as tiles are: one world is 2π × scale units wide.
    const world = 2 * Math.PI * Number(scale);
    const level = Math.min(
      17,
      Math.max(1, Math.round(Math.log2((world * this.svg.clientWidth) / this.box.width / TILE_PX))),
    );
    const side = world / 2 ** level;
    const originX = (Number(west) / 360 + 0.5) * world;
    const latitude = (Number(north) * Math.PI) / 180;
    const originY = (0.5 - Math.log(Math.tan(Math.PI / 4 + latitude / 2)) / (2 * Math.PI)) * world;
    const first = (from: number): number => Math.floor(from / side);
    layer.replaceChildren();
    let count = 0;
    const { x, y, width, height } = this.box;
    for (let row = first(originY + y); row <= first(originY + y + height); row += 1)
      for (let column = first(originX + x); column <= first(originX + x + width); column += 1) {
        if ((count += 1) > MOST_TILES) return;
        const image = document.createElementNS('http://www.w3.org/2000/svg', 'image');
        const address = tiles
          .replace('{z}', String(level))
          .replace('{x}', String(column))
          .replace('{y}', String(row));
        image.setAttribute('href', address);
        image.setAttribute('x', String(column * side - originX));
        image.setAttribute('y', String(row * side - originY));
        // The drawing gives way to what has come, and stays where nothing does.
        image.addEventListener('load', () => this.classList.add('map-tiled'), { once: true });
        // A hair wider, so that no seam shows.
        image.setAttribute('width', String(side * 1.002));
        image.setAttribute('height', String(side * 1.002));
        layer.append(image);
      }
  }
}

customElements.define('map-view', MapView);
