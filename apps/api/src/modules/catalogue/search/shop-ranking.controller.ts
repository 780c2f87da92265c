import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Access } from '../../../platform/access/access.js';
import { orderKeys, productOrders } from '../shop/product-list.sql.js';
import { COUNTED, criteria, RELEVANCE } from './ranking.js';

export class CriterionAnswer {
  @ApiProperty({ enum: criteria }) criterion!: string;
  @ApiProperty({ type: 'integer', description: 'What it counts, at most' }) points!: number;
  @ApiProperty({
    enum: ['once', 'word', 'star', 'share'],
    description: 'Once a search, for each word or star, or for the part of the name that was typed',
  })
  counted!: string;
}

export class OrderAnswer {
  @ApiProperty({ enum: productOrders, description: 'As in `sort` of the list' }) sort!: string;
  @ApiProperty({ description: 'What decides' }) by!: string;
  @ApiProperty({ enum: ['rising', 'falling'] }) direction!: string;
  @ApiProperty({ enum: ['older', 'newer'], description: 'Which of two equal ones comes first' })
  ties!: string;
}

export class RankingAnswer {
  @ApiProperty({ type: [CriterionAnswer], description: 'Of `relevance`, added up' })
  relevance!: CriterionAnswer[];
  @ApiProperty({ type: [OrderAnswer] }) orders!: OrderAnswer[];
  @ApiProperty({ enum: [false], description: 'No place in any list can be bought' }) paidPlaces!: boolean;
}

/** By what lists of products are ordered, from the same tables the statements are built from (Decree 248/2026). */
@ApiTags('products')
@Controller('v1/ranking')
@Access('public')
export class ShopRankingController {
  @Get()
  @ApiOperation({ summary: 'By what lists and searches are ordered' })
  @ApiOkResponse({ type: RankingAnswer })
  read(): RankingAnswer {
    return {
      relevance: criteria.map((criterion) => ({
        criterion,
        points: RELEVANCE[criterion],
        counted: COUNTED[criterion],
      })),
      orders: productOrders.map((sort) => {
        const { column, direction } = orderKeys[sort];
        return {
          sort,
          by: column,
          direction: direction === 'ASC' ? 'rising' : 'falling',
          ties: direction === 'ASC' ? 'older' : 'newer',
        };
      }),
      paidPlaces: false,
    };
  }
}
