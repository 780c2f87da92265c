import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';

/** A server of map tiles, all alike, that writes down which were asked for. */
export class TileServer {
  /** Paths in the order they were asked for. */
  readonly asked: string[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<TileServer> {
    const background = '#bcd';
    const tile = await sharp({ create: { width: 256, height: 256, channels: 3, background } })
      .png()
      .toBuffer();
    const server = createServer(({ url = '' }, response) => {
      tiles.asked.push(url);
      response.writeHead(200, { 'content-type': 'image/png' }).end(tile);
    });
    const tiles = new TileServer(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return tiles;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The tile (z/x/y) of the usual scheme in which a place lies. */
  static tileOf({ lat, lon }: { lat: number; lon: number }, level: number): string {
    const column = Math.floor(((lon + 180) / 360) * 2 ** level);
    const turned = Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));
    const row = Math.floor(((1 - turned / Math.PI) / 2) * 2 ** level);
    return `${level}/${column}/${row}`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}
