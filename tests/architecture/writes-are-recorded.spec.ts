import { beforeAll, describe, expect, it } from 'vitest';
import ts from 'typescript';
import { CallGraph, type Code } from '../support/call-graph.js';

const OWN_ADDRESSES = 'one’s own address book, which no officer and no shop writes in';
const CONSENTS = 'consents are a history themselves, only ever added to';
const FROM_FILES = 'facts of the province, brought in from files by the operator’s command';

const HALF_DONE = 'the first half of an act of two steps; what the second half does is recorded';

const ON_ITS_WAY = 'a file on its way; what becomes of it is recorded';

/** Routes that write and leave no record of their own, each with the reason. */
const WITHOUT_RECORD: Readonly<Record<string, string>> = {
  ...unrecordedIn(
    'modules/identity/addresses/my-addresses.controller.ts MyAddressesController',
    OWN_ADDRESSES,
    ['add', 'change', 'remove'],
  ),
  'modules/identity/consents/my-consents.controller.ts MyConsentsController.decide': CONSENTS,
  'modules/identity/passkeys/passkeys.controller.ts PasskeysController.options': HALF_DONE,
  'modules/identity/second-factor/second-factor.controller.ts SecondFactorController.begin': HALF_DONE,
  'modules/identity/sessions/sessions.controller.ts SessionsController.freshCode': HALF_DONE,
  ...unrecordedIn(
    'modules/sellers/uploads/seller-uploads.controller.ts SellerUploadsController',
    ON_ITS_WAY,
    ['begin', 'write', 'remove'],
  ),
  'modules/orders/telephone/seller-phone-orders.controller.ts SellerPhoneOrdersController.quote':
    'says what goods would cost a caller, and writes nothing',
  'modules/orders/parcels/shipments/seller-shipments.controller.ts SellerShipmentsController.quote':
    'asks a carrier what a parcel would cost, and writes nothing',
  'modules/orders/shop-carts.controller.ts ShopCartsController.attach': 'a cart is nobody’s business yet',
};

/** Transactions of people and officers that write something else than business, each with the reason. */
const NO_BUSINESS: Readonly<Record<string, string>> = {
  'modules/orders/parcels/move-parcel.ts MoveParcel.open':
    'opens the transaction for the acts on a parcel; MoveParcel.move, which each of them calls, records',
  'modules/orders/go-ahead/record-call.ts RecordCall.open':
    'opens the transaction for what came of a call; MoveGoAhead, to which each of them comes, records',
  'modules/orders/returns/answer-return.ts AnswerReturn.open':
    'opens the transaction for the answers to a return; moveReturn, to which each of them comes, records',
  'modules/reviews/reports/report-acts.ts ReportActs.hold':
    'opens the transaction for the acts on a report, each of which notes itself',
  'modules/reviews/product-reviews/moderate-reviews.ts ModerateReviews.decide':
    'opens the transaction for what an officer decides of a review, each of which notes itself',
  'modules/reviews/product-reviews/moderate-answers.ts ModerateAnswers.decide':
    'opens the transaction for what an officer decides of an answer, each of which notes itself',
  'modules/orders/disputes/dispute-doors.ts DisputeDoors.shop':
    'opens the transaction for the acts in a dispute; DisputeActs, each of whose acts it runs, records',
  ...unrecordedIn('modules/identity/addresses/addresses.service.ts AddressesService', OWN_ADDRESSES, [
    'add',
    'change',
    'remove',
  ]),
  'modules/identity/consents/consents.service.ts ConsentsService.decide': CONSENTS,
  'modules/inventory/receive-stock.ts ReceiveStock.run':
    'stock_movements are its history, only ever added to',
  'modules/places/import-places.ts ImportPlaces.run': FROM_FILES,
  'modules/catalogue/search/import-search-terms.ts ImportSearchTerms.run': FROM_FILES,
  'modules/sellers/uploads/begin-upload.ts BeginUpload.run': ON_ITS_WAY,
  'modules/sellers/uploads/write-chunk.ts WriteChunk.run.upload': ON_ITS_WAY,
  ...unrecordedIn('modules/sellers/uploads/finish-upload.ts FinishUpload', ON_ITS_WAY, ['settle', 'goBack']),
  'modules/sellers/uploads/uploads.service.ts UploadsService.remove': ON_ITS_WAY,
  'modules/tourism/routes/import-routes.ts ImportRoutes.run': FROM_FILES,
  'modules/certification/import-product-sets.ts ImportProductSets.run': FROM_FILES,
  'modules/delivery/rates/set-shipping-rates.ts SetShippingRates.run': FROM_FILES,
  'modules/identity/codes/ask-for-code.ts AskForCode.run': HALF_DONE,
  'modules/identity/second-factor/my-second-factor.ts MySecondFactor.begin.begun': HALF_DONE,
  'modules/identity/sessions/sign-in.ts SignIn.secondStep.attempt': HALF_DONE,
  'modules/identity/sessions/check-freshly.ts CheckFreshly.shown.right': HALF_DONE,
  'modules/identity/sessions/check-freshly.ts CheckFreshly.isCode': HALF_DONE,
  ...unrecordedIn('modules/identity/passkeys/passkeys.ts Passkeys', HALF_DONE, [
    'registrationOptions.challenge',
    'readRegistration.open',
    'signInOptions',
    'authenticate.passkey',
    'count.[, taken]',
  ]),
  'modules/identity/sessions/prove-password.ts ProvePassword.renew':
    'the same password under stronger parameters',
  'modules/identity/sessions/principals.ts Principals.touch':
    'when a session was last seen, told to the hour',
};

function unrecordedIn(place: string, why: string, methods: readonly string[]): Record<string, string> {
  return Object.fromEntries(methods.map((method) => [`${place}.${method}`, why]));
}

const WRITING_VERBS = new Set(['Post', 'Put', 'Patch', 'Delete']);
const WRITING_CALLS = new Set([
  'insert',
  'update',
  'delete',
  'save',
  'upsert',
  'remove',
  'softDelete',
  'increment',
]);
const WRITING_SQL = /\b(INSERT\s+INTO|UPDATE\s+[\w"$]|DELETE\s+FROM)/i;

/** What in these sources writes without a record: routes of people, shops and officers, and transactions for them. */
function unrecorded(graph: CallGraph): { routes: string[]; transactions: string[] } {
  const isRecorded = (code: Code): boolean =>
    [...graph.reachedFrom(code)].some(({ name }) => name?.getText() === 'recordAudit');
  const routes = graph
    .classes()
    .flatMap((controller) =>
      controller.members
        .filter(ts.isMethodDeclaration)
        .filter((method) => isWritingRoute(controller, method) && !isRecorded(method)),
    );
  const transactions = graph.find(isTransaction).filter((call) => {
    // The demo is filled before it is served.
    if (graph.nameOf(call).startsWith('demo/')) return false;
    const work = call.arguments.at(-1);
    if (work === undefined || !(ts.isArrowFunction(work) || ts.isFunctionExpression(work))) return false;
    return [...graph.reachedFrom(work)].some((code) => writes(graph, code)) && !isRecorded(work);
  });
  return {
    routes: routes.map((route) => graph.nameOf(route)),
    transactions: transactions.map((call) => graph.nameOf(call)),
  };
}

function isWritingRoute(controller: ts.ClassDeclaration, method: ts.MethodDeclaration): boolean {
  const verbs = decorators(method).map(({ name }) => name);
  const rule = [...decorators(method), ...decorators(controller)].find(
    ({ name }) => name === 'Access',
  )?.argument;
  return (
    verbs.some((verb) => WRITING_VERBS.has(verb)) &&
    rule !== undefined &&
    /^(account$|officer:|seller:)/.test(rule)
  );
}

function decorators(
  node: ts.ClassDeclaration | ts.MethodDeclaration,
): { name: string; argument: string | undefined }[] {
  return (ts.getDecorators(node) ?? []).flatMap(({ expression }) => {
    if (!ts.isCallExpression(expression)) return [];
    const [argument] = expression.arguments;
    const text = argument !== undefined && ts.isStringLiteral(argument) ? argument.text : undefined;
    return [{ name: expression.expression.getText(), argument: text }];
  });
}

/** `….run('officer', (tx) => …)`, `….run('account', …)`, and the seller's `….run(principal, slug, permission, …)`. */
function isTransaction(node: ts.Node): node is ts.CallExpression {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  if (node.expression.name.text !== 'run') return false;
  const [first] = node.arguments;
  const audience = first !== undefined && ts.isStringLiteral(first) ? first.text : undefined;
  return (
    audience === 'officer' ||
    audience === 'account' ||
    (audience === undefined && node.arguments.length === 4)
  );
}

function writes(graph: CallGraph, code: Code): boolean {
  let found = false;
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const called = ts.isPropertyAccessExpression(node.expression) ? node.expression : undefined;
      const [receiver, name] = [called?.expression.getText() ?? '', called?.name.text ?? ''];
      if (WRITING_CALLS.has(name) && /(^|\.)(tx|manager)$|[rR]epository$/.test(receiver)) found = true;
      if (node.arguments.some((argument) => WRITING_SQL.test(graph.textOf(argument)))) found = true;
    }
    ts.forEachChild(node, visit);
  };
  if (code.body !== undefined && code.name?.getText() !== 'recordAudit') visit(code.body);
  return found;
}

describe('what people, shops and officers change', () => {
  let graph: CallGraph;
  let found: ReturnType<typeof unrecorded>;
  beforeAll(() => {
    graph = CallGraph.of();
    found = unrecorded(graph);
  }, 60_000);

  it('is found at all', () => {
    const transactions = graph.find(isTransaction).map((call) => graph.nameOf(call));
    expect(transactions).toEqual(
      expect.arrayContaining([
        'modules/identity/duties/grant-duty.ts GrantDuty.run',
        'modules/sellers/register-seller.ts RegisterSeller.run',
      ]),
    );
  });

  it('is recorded by every route that changes something', () => {
    expect(
      found.routes.filter((name) => WITHOUT_RECORD[name] === undefined),
      'call recordAudit in the same transaction, or give the reason in WITHOUT_RECORD',
    ).toEqual([]);
    expect(Object.keys(WITHOUT_RECORD).filter((name) => !found.routes.includes(name))).toEqual([]);
  });

  it('is recorded in every transaction that writes', () => {
    expect(
      found.transactions.filter((name) => NO_BUSINESS[name] === undefined),
      'call recordAudit in the same transaction, or give the reason in NO_BUSINESS',
    ).toEqual([]);
    expect(Object.keys(NO_BUSINESS).filter((name) => !found.transactions.includes(name))).toEqual([]);
  });
});

describe('a write that is not recorded', () => {
  const source = (body: string): Record<string, string> => ({
    'modules/sellers/rename-shop.ts': `
      import { Controller, Put } from '@nestjs/common';
      import { Access } from '../../platform/access/access.js';
      import { recordAudit } from '../../platform/audit/record-audit.js';
      import { Transactions } from '../../platform/database/transactions.js';
      import type { EntityManager } from 'typeorm';
      const RENAME = \`UPDATE sellers SET name = $1\`;
      export class RenameShop {
        constructor(private readonly transactions: Transactions) {}
        async run(): Promise<void> {
          await this.transactions.run('officer', async (tx) => { await this.rename(tx); });
        }
        private async rename(tx: EntityManager): Promise<void> { ${body} }
      }
      @Controller('v1/admin/shops')
      export class ShopsController {
        constructor(private readonly renameShop: RenameShop) {}
        @Put(':slug') @Access('officer:sellers.review')
        rename(): Promise<void> { return this.renameShop.run(); }
      }`,
  });
  const route = 'modules/sellers/rename-shop.ts ShopsController.rename';
  const transaction = 'modules/sellers/rename-shop.ts RenameShop.run';

  it.each([
    ['a statement', 'await tx.query(RENAME, []);'],
    ['an entity', `await tx.update('sellers', {}, {});`],
  ])('is noticed: %s', (_, body) => {
    const { routes, transactions } = unrecorded(CallGraph.of(source(body)));
    expect([routes.includes(route), transactions.includes(transaction)]).toEqual([true, true]);
  });

  it('is noticed no more once it is recorded', () => {
    const { routes, transactions } = unrecorded(
      CallGraph.of(source('await tx.query(RENAME, []); await recordAudit(tx, []);')),
    );
    expect([routes.includes(route), transactions.includes(transaction)]).toEqual([false, false]);
  });
});
