/** A log, a reply or a listing: as text or as bytes. */
export type Bytes = string | Uint8Array;

export type Ended =
  | "logged_in" | "refused" | "transfer_failed" | "unreachable" | "tls_failed" | "protocol_error" | "timed_out" | "closed"
  | "unfinished";

export type Confidence = "certain" | "likely" | "possible";

/** How a conversation ended, why, and what to do: the JSON of `ftp-doctor read`. */
export interface Report {
  outcome: Ended;
  /** The code of the decisive reply. */
  code: number | null;
  phase: string;
  /** The likeliest first. */
  causes: Finding[];
  /** Sentences, in the order in which to follow them. */
  advice: string[];
  client: string | null;
  /** The remedy for the first cause, in the terms of that client. */
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
  /** Which of the two failed; null if both succeeded or both failed alike. */
  failed: "a" | "b" | null;
  cause: string | null;
  /** Which differences explain the failure. */
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
  /** Bytes that are not UTF-8 appear as `\xNN`; then `name_hex` has all bytes. */
  name: string;
  name_hex?: string;
  kind: "file" | "dir" | "link" | "other";
  size: number | null;
  size_is_exact: boolean;
  /** ISO 8601, as precisely as it is known. */
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

/** A reply of a server, with its lines without codes. */
export interface Reply {
  code: number;
  lines: string[];
}
