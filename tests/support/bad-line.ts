import type { BrowserContext, CDPSession, Page } from 'playwright-core';

/** 400 kb/s each way and 400 ms: one bar of signal at the end of a canal. */
const BYTES_A_SECOND = 400_000 / 8;
const LATENCY_MS = 400;

/** Bytes as they crossed the line, headers included. */
export interface Crossed {
  /** Up to the first piece of a picture. */
  beforePictures: number;
  /** Everything but pieces of pictures and pictures that were shown. */
  withoutPictures: number;
}

/** A phone's line: slow, and counted. */
export class BadLine {
  readonly crossed: Crossed = { beforePictures: 0, withoutPictures: 0 };
  private readonly types = new Map<string, string>();
  private picturesBegan = false;

  private constructor(private readonly context: BrowserContext) {}

  static async of(context: BrowserContext, page: Page): Promise<BadLine> {
    const line = new BadLine(context);
    await line.carry(page);
    return line;
  }

  /** Puts another tab on the same line. */
  async carry(page: Page): Promise<void> {
    const devTools = await this.context.newCDPSession(page);
    this.count(devTools);
    await devTools.send('Network.enable');
    await devTools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: LATENCY_MS,
      downloadThroughput: BYTES_A_SECOND,
      uploadThroughput: BYTES_A_SECOND,
    });
  }

  private count(devTools: CDPSession): void {
    devTools.on('Network.requestWillBeSent', ({ requestId, request, type = 'Other' }) => {
      this.types.set(requestId, type);
      this.picturesBegan ||= request.method === 'PATCH';
      const said = `${request.method} ${request.url} ${JSON.stringify(request.headers)}`.length;
      // The piece of a picture is a blob, whose bytes are not among these.
      this.add(said + (request.postData?.length ?? 0));
    });
    devTools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (this.types.get(requestId) !== 'Image') this.add(encodedDataLength);
    });
  }

  private add(bytes: number): void {
    this.crossed.withoutPictures += bytes;
    if (!this.picturesBegan) this.crossed.beforePictures += bytes;
  }
}
