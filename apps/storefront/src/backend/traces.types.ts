/** What the API answers about codes on labels; the shapes come from docs/openapi.json. */
import type {
  LabelAnswer,
  LookedUpListAnswer,
  ShopTraceListAnswer,
  TraceAnswer,
  TraceCertificateAnswer,
} from '#client/api';

export type Trace = TraceAnswer;
export type TraceCertificate = TraceCertificateAnswer;
export type ShopTraces = ShopTraceListAnswer;
export type Label = LabelAnswer;
export type LookedUp = LookedUpListAnswer;
