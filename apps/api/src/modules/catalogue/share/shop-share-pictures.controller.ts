import { Controller, Get, Param, Res, StreamableFile } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access } from '../../../platform/access/access.js';
import { sharedKinds, type SharedKind } from '../../../platform/files/index.js';
import { Problem } from '../../../platform/http/problem.js';
import { SlugPipe } from '../../../platform/http/slug.js';
import { SharePictures, type SharePicture } from './share-pictures.service.js';

const FILE = /^([0-9a-f]{16})\.jpg$/;
const JPEG = { description: 'JPEG, 1200 × 630', content: { 'image/jpeg': { schema: { type: 'string', format: 'binary' } } } }; // prettier-ignore

/** Pictures that messengers and networks show beside an address that was passed on. */
@ApiTags('images')
@Controller('v1/images/share')
@Access('public')
export class ShopSharePicturesController {
  constructor(private readonly pictures: SharePictures) {}

  /** Of the floor itself. */
  @Get('floor/:file')
  @ApiParam({ name: 'file', description: 'The fingerprint that `GET /v1/floor` says, and `.jpg`' })
  @ApiOkResponse(JPEG)
  async ofFloor(
    @Param('file') file: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const asked = printIn(file);
    return sent(await this.pictures.ofFloor(asked), asked, reply);
  }

  /** Of a page that is shown: always as it is now, also under the fingerprint of what it was. */
  @Get(':kind/:slug/:file')
  @ApiParam({ name: 'kind', enum: sharedKinds })
  @ApiParam({ name: 'file', description: 'The fingerprint that the page’s `sharePicture` says, and `.jpg`' })
  @ApiOkResponse(JPEG)
  @ApiNotFoundResponse({ description: 'There is no such page, or what it shows is not on sale' })
  async ofPage(
    @Param('kind') kind: string,
    @Param('slug', SlugPipe) slug: string,
    @Param('file') file: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const asked = printIn(file);
    if (!isKind(kind)) throw new Problem('not_found');
    return sent(await this.pictures.ofPage(kind, slug), asked, reply);
  }
}

const isKind = (kind: string): kind is SharedKind => sharedKinds.some((known) => known === kind);

function printIn(file: string): string {
  const [, print] = FILE.exec(file) ?? [];
  if (print === undefined) throw new Problem('not_found');
  return print;
}

function sent({ bytes, print }: SharePicture, asked: string, reply: FastifyReply): StreamableFile {
  void reply.header(
    'cache-control',
    print === asked ? 'public, max-age=31536000, immutable' : 'public, no-cache',
  );
  return new StreamableFile(bytes, { type: 'image/jpeg', length: bytes.length });
}
