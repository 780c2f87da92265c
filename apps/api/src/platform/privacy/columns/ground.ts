import { link, nothing, people, sealed, type TableOfPeople } from '../classification.js';

/** Places, the programme, and the technical floor. */
export const groundColumns: Readonly<Record<string, TableOfPeople>> = {
  migrations: nothing('timestamp name'),
  floor_settings: nothing('key value'),
  movable_clocks: nothing('reason'),
  provinces: nothing('code name region'),
  communes: nothing(
    'code province_code name full_name kind latitude longitude former_names former_districts former_province',
  ),
  point_hours: nothing('tourism_point_id weekday opens_at closes_at'),
  point_exceptions: nothing('tourism_point_id day opens_at closes_at words'),
  articles: people({
    none: `slug kind title lead body title_en lead_en body_en seller_id tourism_point_id status status_changed_at published_at
      version`,
    personal: { edited_by: link },
    kept: 'for good: what was published can be read again; says only who wrote it last',
    erasure: { kept: 'says which officer wrote it last; the account itself is emptied' },
  }),
  article_products: nothing('article_id position product_id quantity'),
  page_addresses: nothing('kind slug product_id article_id'),
  tourism_points: nothing(
    'slug name kind commune_code place latitude longitude access description place_type goods illustrative by_road by_boat',
  ),
  point_pictures: nothing('tourism_point_id position sha width height alt illustration'),
  tourism_routes: nothing('slug name summary access published illustrative'),
  tourism_route_stops: nothing('route_id position tourism_point_id seller_id commune_code words'),
  point_keepers: people({
    of: 'account_id = $1',
    none: 'tourism_point_id ended_at',
    personal: { account_id: link, granted_by: link, ended_by: link },
    kept: 'for good: who kept a point when something was said of its shelf',
    erasure: 'key',
    title: ['Điểm du lịch bạn trông quầy', 'Tourism points you keep'],
    shown: 'tourism_point_id created_at ended_at',
  }),
  product_groups: nothing('code name slug position'),
  product_sets: nothing('no group_code name ministry alcohol'),
  audit_records: people({
    of: `actor_id = $1 OR subject_type = 'account' AND subject_id = $1`,
    none: 'occurred_at actor_kind action subject_type request_id seller_id mandate_id',
    personal: { actor_id: link, subject_id: link, before: sealed(), after: sealed() },
    kept: 'for good: nothing in history can be rewritten; personal values in it are sealed one by one',
    erasure: 'key',
    title: ['Nhật ký những việc bạn đã làm', 'History of what you did'],
    shown: 'occurred_at action subject_type',
    withheld: {
      before: 'earlier values, sealed one by one; given out through a data request',
      after: 'the values themselves stand in the other parts',
    },
  }),
  audit_batches: nothing('no record_ids record_digests previous digest seal sealed_at'),
  data_keys: people({
    none: 'kind sealed',
    of: 'subject_id = $1',
    personal: { subject_id: link },
    kept: 'as long as what it seals',
    erasure: { step: 'destroyed' },
    title: ['Khóa mã hóa', 'Encryption key'],
  }),
  transaction_actors: people({
    none: 'pid xid seller_id producer_id mandate_id',
    personal: { account_id: link },
    kept: 'until the connection’s next transaction',
    erasure: 'key',
  }),
};
