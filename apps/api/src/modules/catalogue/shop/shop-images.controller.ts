import { Controller, Get, Header, Param, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access } from '../../../platform/access/access.js';
import { ImageNotFound, ImageStore, parseImageUrl } from '../../../platform/files/index.js';
import { Problem } from '../../../platform/http/problem.js';
import { ProductsService } from './products.service.js';

/** Product pictures by content: the address of other bytes is another address. */
@ApiTags('images')
@Controller('v1/images')
@Access('public')
export class ShopImagesController {
  constructor(
    private readonly images: ImageStore,
    private readonly products: ProductsService,
  ) {}

  /** A picture in one width and format, as long as some product, review or tourism point shows it. */
  @Get(':sha/:file')
  @Header('cache-control', 'public, max-age=31536000, immutable')
  @ApiParam({ name: 'sha', description: 'SHA-256 of the stored original, in hex' })
  @ApiParam({ name: 'file', description: '320, 640 or 1200, and .avif, .webp or .jpg', example: '640.avif' })
  @ApiOkResponse({
    description: 'The picture',
    content: { 'image/*': { schema: { type: 'string', format: 'binary' } } },
  })
  async image(@Param('sha') sha: string, @Param('file') file: string): Promise<StreamableFile> {
    const asked = parseImageUrl(`/api/v1/images/${sha}/${file}`);
    if (asked === null || !(await this.products.showsImage(asked.sha))) throw new Problem('not_found');
    try {
      const { bytes, contentType } = await this.images.derive(asked.sha, asked.width, asked.format);
      return new StreamableFile(bytes, { type: contentType, length: bytes.length });
    } catch (error) {
      if (error instanceof ImageNotFound) throw new Problem('not_found');
      throw error;
    }
  }
}
