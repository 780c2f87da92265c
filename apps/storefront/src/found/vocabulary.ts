/**
 * What these pages say in schema.org's words (version 29): each type that is used, with the properties used of it and what
 * a value of each is. `[]` allows a list. The types of the pages' data follow from it, and a test reads the pages by it.
 */
export const VOCABULARY = {
  WebSite: {
    name: 'Text',
    url: 'URL',
    inLanguage: 'Text',
    publisher: 'Organization',
    potentialAction: 'SearchAction',
  },
  /** `query-input` is no property of schema.org but of how search engines read a search action. */
  SearchAction: { target: 'EntryPoint', 'query-input': 'Text' },
  EntryPoint: { urlTemplate: 'Text' },
  Organization: { name: 'Text', legalName: 'Text', url: 'URL', address: 'Text', email: 'Text' },
  BreadcrumbList: { itemListElement: 'ListItem[]' },
  ListItem: { position: 'Integer', name: 'Text', item: 'URL' },
  Product: {
    name: 'Text',
    description: 'Text',
    url: 'URL',
    image: 'URL[]',
    category: 'Text',
    brand: 'Brand',
    manufacturer: 'Organization',
    offers: 'Offer[]',
    aggregateRating: 'AggregateRating',
    hasCertification: 'Certification',
    countryOfOrigin: 'Country',
  },
  Brand: { name: 'Text' },
  Country: { name: 'Text' },
  Offer: {
    name: 'Text',
    url: 'URL',
    price: 'Integer',
    priceCurrency: 'Text',
    availability: 'URL',
    itemCondition: 'URL',
    seller: 'Organization',
  },
  AggregateRating: {
    ratingValue: 'Number',
    reviewCount: 'Integer',
    bestRating: 'Integer',
    worstRating: 'Integer',
  },
  Rating: { ratingValue: 'Number', bestRating: 'Integer', worstRating: 'Integer' },
  Certification: {
    name: 'Text',
    certificationIdentification: 'Text',
    certificationStatus: 'URL',
    certificationRating: 'Rating',
    issuedBy: 'Organization',
    validFrom: 'Date',
    expires: 'Date',
  },
  LocalBusiness: {
    name: 'Text',
    legalName: 'Text',
    description: 'Text',
    url: 'URL',
    image: 'URL[]',
    address: 'PostalAddress',
    telephone: 'Text',
    taxID: 'Text',
  },
  PostalAddress: {
    streetAddress: 'Text',
    addressLocality: 'Text',
    addressRegion: 'Text',
    addressCountry: 'Text',
  },
  TouristAttraction: {
    name: 'Text',
    description: 'Text',
    url: 'URL',
    image: 'URL[]',
    address: 'PostalAddress',
    geo: 'GeoCoordinates',
    openingHoursSpecification: 'OpeningHoursSpecification[]',
  },
  TouristTrip: { name: 'Text', description: 'Text', url: 'URL', itinerary: 'Place[]' },
  Place: { name: 'Text', url: 'URL', geo: 'GeoCoordinates' },
  GeoCoordinates: { latitude: 'Number', longitude: 'Number' },
  OpeningHoursSpecification: { dayOfWeek: 'URL', opens: 'Time', closes: 'Time' },
} as const;

type Vocabulary = typeof VOCABULARY;
export type TypeName = keyof Vocabulary;

interface Plain {
  Text: string;
  URL: string;
  Integer: number;
  Number: number;
  /** `2026-11-23` */
  Date: string;
  /** `07:00` */
  Time: string;
}

type Value<Kind> = Kind extends `${infer One}[]`
  ? readonly Value<One>[]
  : Kind extends keyof Plain
    ? Plain[Kind]
    : Kind extends TypeName
      ? Thing<Kind>
      : never;

/** Something of a type, with whatever is known of it. */
export type Thing<Name extends TypeName> = { '@type': Name } & {
  [Property in keyof Vocabulary[Name]]?: Value<Vocabulary[Name][Property]> | undefined;
};

/** Things as the text of a data block. `<` is escaped, so that no name of a product can end the block. */
export function asJsonLd(things: readonly { '@type': TypeName }[]): string {
  const [only] = things;
  const said = things.length === 1 ? { ...only } : { '@graph': things };
  return JSON.stringify({ '@context': 'https://schema.org', ...said }).replaceAll('<', '\\u003c');
}
