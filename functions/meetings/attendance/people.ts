/** What a person is known by; a name is none of it: two of one name are two. */
export interface Known {
  userId?: string | undefined;
  email?: string | undefined;
  number?: string | undefined;
}

/** Addresses and numbers are written in several ways. */
const emailKey = (email: string | undefined) => email?.trim().toLowerCase() || undefined;
const numberKey = (number: string | undefined) => number?.replace(/[\s().-]/g, '') || undefined;

/** Which group owns a key: the one that has it, or `many`. */
type Owners = Map<string, object | 'many'>;

/**
 * The rows of each person. A row belongs to its account, else to its e-mail, else to its number. An e-mail or a number that
 * exactly one account is known by belongs to that account, and so does a number to an e-mail; one that two are known by,
 * such as the telephone of a room, is nobody's and stands for itself. What has none of the three is a person of its own.
 * The order of the rows does not matter.
 */
export function peopleOf<Row extends Known & { known?: Known | undefined }>(rows: readonly Row[]): Row[][] {
  const groups = new Map<string, Row[]>();
  const strangers: Row[][] = [];
  const [byEmail, byNumber]: [Owners, Owners] = [new Map(), new Map()];
  const own = (owners: Owners, key: string | undefined, group: Row[]) => {
    if (key === undefined) return;
    const owner = owners.get(key);
    owners.set(key, owner === undefined || owner === group ? group : 'many');
  };
  const add = (row: Row, kind: string, key: string, owners?: Owners) => {
    const owner = owners?.get(key);
    const name = `${kind}:${key}`;
    let group = typeof owner === 'object' ? (owner as Row[]) : groups.get(name);
    if (!group) {
      group = [];
      groups.set(name, group);
    }
    group.push(row);
    return group;
  };

  const withoutAccount: Row[] = [];
  for (const row of rows) {
    const known = row.known ?? row;
    const account = known.userId?.trim();
    if (!account) {
      withoutAccount.push(row);
      continue;
    }
    const group = add(row, 'account', account);
    own(byEmail, emailKey(known.email), group);
    own(byNumber, numberKey(known.number), group);
  }
  const withNumberOnly: Row[] = [];
  const joined: [string | undefined, Row[]][] = [];
  for (const row of withoutAccount) {
    const known = row.known ?? row;
    const email = emailKey(known.email);
    if (email === undefined) withNumberOnly.push(row);
    else joined.push([numberKey(known.number), add(row, 'email', email, byEmail)]);
  }
  for (const [number, group] of joined) own(byNumber, number, group);
  for (const row of withNumberOnly) {
    const number = numberKey((row.known ?? row).number);
    if (number === undefined) strangers.push([row]);
    else add(row, 'number', number, byNumber);
  }
  return [...groups.values(), ...strangers];
}
