import { Inject, Injectable } from '@nestjs/common';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { vietnamDay, type Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { Reader } from '../../../platform/database/reader.js';
import {
  floorFacts,
  ImageNotFound,
  ImageStore,
  sharePictureOf,
  takingTurns,
  writeAtomically,
  type SharedFacts,
  type SharedKind,
} from '../../../platform/files/index.js';
import { Problem, type Language } from '../../../platform/http/problem.js';
import { drawSharePicture } from './draw-share-picture.js';
import { sharedFacts } from './share-facts.sql.js';

/** On pictures of a demonstration, which people pass on without the page. */
const SAMPLE: Readonly<Record<Language, string>> = { vi: 'Bản trưng bày', en: 'Demonstration' };

export interface SharePicture {
  bytes: Buffer;
  /** The fingerprint of what it shows. */
  print: string;
}

/**
 * Pictures that go with an address where it is passed on. Each is drawn once, when it is first asked for, and kept until
 * its page would show another; what no page shows is never drawn.
 */
@Injectable()
export class SharePictures {
  private readonly folder: string;
  private readonly underWay = new Map<string, Promise<Buffer>>();

  constructor(
    @Inject(ENVIRONMENT) environment: Environment,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly reader: Reader,
    private readonly images: ImageStore,
    private readonly floor: FloorProfile,
  ) {
    this.folder = join(environment.dataDir, 'images', 'share');
  }

  /** Of the page of that kind and slug as it is today. @throws Problem not_found (there is none, or it is not shown) */
  async ofPage(kind: SharedKind, slug: string): Promise<SharePicture> {
    const found = await this.reader.row<{ facts: SharedFacts; print: string }>(sharedFacts[kind], [
      slug,
      vietnamDay(this.clock.now()),
    ]);
    if (found === null) throw new Problem('not_found');
    return this.kept(join(kind, slug), found, kind === 'article-en' ? 'en' : 'vi');
  }

  /** Of the floor itself, in the language whose fingerprint was asked for. */
  async ofFloor(asked: string): Promise<SharePicture> {
    const [vietnamese, english] = (['vi', 'en'] as const).map((language) => {
      const facts = floorFacts(this.floor.textsIn(language));
      return { language, facts, print: sharePictureOf('floor', facts).print };
    });
    const chosen = english?.print === asked ? english : vietnamese;
    if (chosen === undefined) throw new Problem('not_found');
    return this.kept(`floor-${chosen.language}`, chosen, chosen.language);
  }

  private async kept(
    page: string,
    { facts, print }: { facts: SharedFacts; print: string },
    language: Language,
  ): Promise<SharePicture> {
    const path = join(this.folder, page, `${print}.jpg`);
    const kept = await readFile(path).catch(() => null);
    if (kept !== null) return { bytes: kept, print };
    const already = this.underWay.get(path);
    const drawn = already ?? this.draw(page, path, facts, language).finally(() => this.underWay.delete(path));
    if (already === undefined) this.underWay.set(path, drawn);
    return { bytes: await drawn, print };
  }

  private draw(page: string, path: string, facts: SharedFacts, language: Language): Promise<Buffer> {
    return takingTurns(async () => {
      const photos = await Promise.all(
        facts.pictures.map((sha) => this.images.original(sha).catch(withoutMissing)),
      );
      const drawing = {
        ...facts,
        floorName: this.floor.textsIn(language).floorName,
        sample: this.floor.demo ? SAMPLE[language] : null,
      };
      const bytes = await drawSharePicture(
        drawing,
        photos.filter((photo) => photo !== null),
      );
      const folder = join(this.folder, page);
      await mkdir(folder, { recursive: true });
      const before = await readdir(folder);
      await writeAtomically(path, bytes);
      for (const name of before) if (!path.endsWith(name)) await rm(join(folder, name), { force: true });
      return bytes;
    });
  }
}

/** A picture that was swept meanwhile is left out. */
function withoutMissing(error: unknown): null {
  if (error instanceof ImageNotFound) return null;
  throw error;
}
