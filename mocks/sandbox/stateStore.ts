import { byVendor, emptyState, type VendorState } from '../registry.ts';
import { fromText, toText } from './plain.ts';

/** Keeps a simulation's state in a Durable Object. */
export interface StateStore {
  /** The state as it was last saved; undefined where none was. */
  load(): VendorState | undefined;
  /** Saves what has changed since the last time. */
  save(state: VendorState): void;
}

// A row of SQLite holds at most 2 MB; a character of ours up to three bytes.
const PIECE = 500_000;

/**
 * A state in the SQLite of a Durable Object: each member is a text of its own, cut into rows, and written only where it
 * has changed. The writes of one event are one transaction, and nothing is answered before they are kept.
 */
export function stateStore(sql: SqlStorage): StateStore {
  sql.exec(
    'CREATE TABLE IF NOT EXISTS state (member TEXT, piece INTEGER, text TEXT, PRIMARY KEY (member, piece))',
  );
  const kept = new Map<string, string>();
  return {
    load() {
      const members: Record<string, string> = {};
      for (const { member, text } of sql.exec('SELECT member, text FROM state ORDER BY member, piece'))
        members[String(member)] = (members[String(member)] ?? '') + String(text);
      if (Object.keys(members).length === 0) return undefined;
      for (const [member, text] of Object.entries(members)) kept.set(member, text);
      const saved = Object.fromEntries(
        Object.entries(members).map(([member, text]) => [member, fromText(text)]),
      ) as Partial<VendorState>;
      return saved.clock === undefined || saved.seed === undefined
        ? undefined
        : withNew(saved, emptyState(saved.seed, saved.clock, saved.journal?.limit));
    },
    save(state) {
      for (const [member, value] of Object.entries(state)) {
        const text = toText(value);
        if (kept.get(member) === text) continue;
        sql.exec('DELETE FROM state WHERE member = ?', member);
        for (let piece = 0; piece * PIECE < text.length; piece++)
          sql.exec(
            'INSERT INTO state VALUES (?, ?, ?)',
            member,
            piece,
            text.slice(piece * PIECE, (piece + 1) * PIECE),
          );
        kept.set(member, text);
      }
    },
  };
}

/** A saved state; a member that a newer version has added, to it or to a vendor's part of it, begins empty. */
function withNew(saved: Partial<VendorState>, empty: VendorState): VendorState {
  const ofVendors: Partial<VendorState> = byVendor(({ id }) => ({ ...empty[id], ...saved[id] })) as object;
  return { ...empty, ...saved, ...ofVendors };
}
