import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Access, OptionalPrincipal, type Principal } from '../../../platform/access/access.js';
import { TraceAnswer } from './traces.dto.js';
import { TracesService } from './traces.service.js';

/** What a label on a packet stands for, open to whoever holds it. */
@ApiTags('traces')
@Controller('v1/traces')
export class ShopTracesController {
  constructor(private readonly traces: TracesService) {}

  @Get(':code')
  @Access('public')
  @ApiOperation({
    summary: 'A product or a batch by the code of its label, whatever became of it; asking counts nothing',
  })
  @ApiOkResponse({ type: TraceAnswer })
  @ApiNotFoundResponse({ description: 'No such code' })
  read(@Param('code') code: string): Promise<TraceAnswer> {
    return this.traces.read(code);
  }

  @Post(':code/scans')
  @HttpCode(204)
  // Whoever works in the shop is known by their session, and is not counted; of nobody is anything kept.
  @Access('bearer-secret')
  @ApiOperation({ summary: 'Somebody looked at the label: counted by code and day, and nothing else' })
  @ApiNoContentResponse()
  @ApiNotFoundResponse({ description: 'No such code' })
  scan(@Param('code') code: string, @OptionalPrincipal() who: Principal | null): Promise<void> {
    return this.traces.scan(code, who);
  }
}
