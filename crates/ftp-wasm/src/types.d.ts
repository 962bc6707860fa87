/** A log, a reply or a listing: text, or the bytes of it. */
export type Bytes = string | Uint8Array;

export type Ended =
  | "logged_in" | "refused" | "transfer_failed" | "unreachable" | "tls_failed" | "protocol_error" | "timed_out" | "closed"
  | "unfinished";

export type Confidence = "certain" | "likely" | "possible";

/** How a conversation ended, why, and what to do: the JSON of `ftp-doctor read`. */
export interface Report {
  outcome: Ended;
  /** Of the reply that decided. */
  code: number | null;
  phase: string;
  /** The likeliest first. */
  causes: Finding[];
  /** Sentences, in the order to follow. */
  advice: string[];
  client: string | null;
  /** What helps against the first cause, in that client's words. */
  in_client: string | null;
  in_server: { software: string; look_at: string } | null;
  password: { length: number; shape: { ascii: boolean; blank_at_end: boolean; eaten_by: string[] } | null } | null;
  transcript: Line[];
}

export interface Finding {
  cause: string;
  confidence: Confidence;
  because: string;
  quote: string | null;
}

export interface Line {
  direction: "sent" | "received" | "event";
  text: string;
}

/** What differs between two conversations: the JSON of `ftp-doctor compare`. */
export interface Comparison {
  /** Which of the two failed; null where both worked, or failed alike. */
  failed: "a" | "b" | null;
  cause: string | null;
  /** Which of the differences explain it. */
  explains: string[];
  differences: { what: string; a: string; b: string }[];
  a: End;
  b: End;
}

export interface End {
  name: string;
  client: string | null;
  outcome: Ended;
  code: number | null;
  phase: string;
  causes: string[];
}

/** What a reply code means. */
export interface Code {
  code: number;
  meaning: string | null;
  rfc: number | null;
  kind: string;
  /** By phase. */
  phases: Record<string, string>;
  senders: string | null;
  then: string | null;
  related: number[];
  examples: { server: string; line: string }[];
}

/** What to do about a cause. */
export interface Cause {
  cause: string;
  sentence: string;
  checks: string[];
  admin: { server: string; look_at: string }[];
  rfc: string;
}

/** How clients and servers log more. */
export interface Logs {
  logs: { program: string; switch: string }[];
}

/** An entry of a listing: the JSON of `ftp-doctor ls`. */
export interface Entry {
  /** Bytes that are no UTF-8 as `\xNN`; then `name_hex` has them all. */
  name: string;
  name_hex?: string;
  kind: "file" | "dir" | "link" | "other";
  size: number | null;
  size_is_exact: boolean;
  /** ISO 8601, as far as it is known. */
  modified: string | null;
  year: "said" | "guessed" | "unknown" | null;
  zone: "utc" | "said" | "unknown" | null;
  permissions: string | null;
  owner: string | null;
  group: string | null;
  target: string | null;
  format: string;
  raw: string;
}

/** A reply of a server, and its lines without codes. */
export interface Reply {
  code: number;
  lines: string[];
}
