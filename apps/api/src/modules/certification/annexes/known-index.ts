import { foldVietnamese } from '#kernel/text';
import { foldHolder } from './holder-names.js';
import { kindOfName, type AnnexValues } from './read-annex-row.js';
import {
  registerNumberOf,
  type FloorProduct,
  type KnownThings,
  type RegisteredCertificate,
  type RegisteredCooperative,
} from './read-known.sql.js';

/** Of one holder's goods so many are looked at for a name that is nearly the same. */
const MOST_COMPARED = 200;

/**
 * What floor and register know, found by what a row says of it. Names are compared folded, and folded once: a file of
 * thousands of rows meets a register of thousands.
 */
export class KnownIndex {
  private readonly byProduct = new Map<string, RegisteredCertificate[]>();
  private readonly byName = new Map<string, RegisteredCertificate[]>();
  private readonly byCode = new Map<string, RegisteredCertificate[]>();
  private readonly productsByTaxCode = new Map<string, FloorProduct[]>();
  private readonly productsByHolder = new Map<string, FloorProduct[]>();
  private readonly cooperatives = new Map<string, RegisteredCooperative>();
  private readonly namesByHolder = new Map<string, { folded: string; name: string }[]>();

  constructor({ certificates, products, cooperatives }: KnownThings) {
    for (const each of certificates) {
      const holder = placed(each.holderName, each.communeCode);
      if (each.productId !== null) add(this.byProduct, each.productId, each);
      add(this.byName, `${foldVietnamese(each.productName)}|${holder}`, each);
      add(this.byCode, `${each.productCode}|${holder}`, each);
    }
    for (const each of products) {
      if (each.taxCode !== null) add(this.productsByTaxCode, each.taxCode, each);
      add(this.productsByHolder, placed(each.holderName, each.communeCode), each);
    }
    for (const { holderName, productName: name } of [...products, ...certificates])
      add(this.namesByHolder, foldHolder(holderName), { folded: foldVietnamese(name), name });
    for (const each of cooperatives) {
      this.cooperatives.set(placed(each.name, each.communeCode), each);
      if (each.taxCode !== null) this.cooperatives.set(`tax ${each.taxCode}`, each);
      this.cooperatives.set(`number ${each.registerNumber}`, each);
    }
  }

  /** The product of the floor a row means: of the producer with its tax code, or of its name in its commune. */
  product({
    productName = '',
    holderName = '',
    communeCode = '',
    taxCode,
  }: AnnexValues): FloorProduct | undefined {
    const wanted = foldVietnamese(productName);
    const ofHolder = [
      ...(this.productsByTaxCode.get(taxCode ?? '') ?? []),
      ...(this.productsByHolder.get(placed(holderName, communeCode)) ?? []).filter(
        (each) => taxCode === undefined || each.taxCode === null,
      ),
    ];
    return ofHolder.find((each) => foldVietnamese(each.productName) === wanted);
  }

  /** Certificates of the product a row means, the latest decision first. */
  history(
    { productName = '', holderName = '', communeCode = '', productCode = '' }: AnnexValues,
    product: FloorProduct | undefined,
  ): RegisteredCertificate[] {
    const holder = placed(holderName, communeCode);
    return [
      ...new Set([
        ...(this.byProduct.get(product?.productId ?? '') ?? []),
        ...(this.byName.get(`${foldVietnamese(productName)}|${holder}`) ?? []),
        ...(this.byCode.get(`${productCode}|${holder}`) ?? []),
      ]),
    ];
  }

  /** The holder's entry in the register of cooperatives: by its number alone where the row names one. */
  cooperative({ registerNumber, taxCode, holderName = '', communeCode = '' }: AnnexValues) {
    if (registerNumber !== undefined)
      return this.cooperatives.get(`number ${registerNumberOf(registerNumber)}`);
    if (kindOfName(holderName) === 'small_enterprise') return undefined;
    return (
      this.cooperatives.get(`tax ${taxCode ?? ''}`) ?? this.cooperatives.get(placed(holderName, communeCode))
    );
  }

  /** Names under which the holder has other goods. */
  namesOf(holderName: string): readonly { folded: string; name: string }[] {
    return (this.namesByHolder.get(foldHolder(holderName)) ?? []).slice(0, MOST_COMPARED);
  }
}

const placed = (holderName: string, communeCode: string): string =>
  `${foldHolder(holderName)}|${communeCode}`;

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
