import { json, serve, type Asked, type Reply } from '../gateways/double-http.ts';
import { answerGhn } from './ghn-rules.ts';
import { answerGhtk } from './ghtk-rules.ts';
import { answerViettelPost } from './viettel-post-rules.ts';
import { book, type Booked } from './double-book.ts';

// GHN, GHTK and Viettel Post as their documents describe them, in one process: their addresses do not overlap.

const answer = async (asked: Asked): Promise<Reply> => {
  if (asked.path.startsWith('/_double/')) return control(asked);
  const carrier = asked.path.startsWith('/shiip/') ? answerGhn : asked.path.startsWith('/v2/') ? answerViettelPost : answerGhtk; // prettier-ignore
  const behaviour = book.next.shift();
  if (behaviour === 'fail') return { status: 503 };
  if (behaviour === 'garbled')
    return { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' };
  const reply = carrier(asked);
  return behaviour === 'lost' ? { status: 0, silent: 'cut' } : reply;
};

function control({ path, body }: Asked): Reply {
  const said = JSON.parse(body) as { calls?: typeof book.next; code?: string; change?: Partial<Booked> };
  switch (path.slice('/_double/'.length)) {
    case 'next':
      book.next = said.calls ?? [];
      return json(200, {});
    case 'move': {
      const order = book.orders.find(({ code }) => code === said.code);
      if (order === undefined) return json(404, {});
      Object.assign(order, said.change);
      return json(200, {});
    }
    case 'state':
      return json(200, { orders: book.orders, faults: book.faults });
    default:
      return json(404, {});
  }
}

serve('carriers double', answer);
