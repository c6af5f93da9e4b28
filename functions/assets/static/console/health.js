/** Whether the vendors answer, credentials, logins, clocks of the vendors, quotas and breakers. */
import { ask, make, words } from '../page.js';
import { atClock, number, told, watch, when } from './parts.js';
import { table } from './table.js';

const place = document.getElementById('health-list');
const parts = Object.fromEntries(
  ['ready', 'vendors', 'breakers', 'credentials', 'applications', 'quotas'].map((name) => {
    const list = make('div', { className: 'scroll', id: `health-${name}` });
    const title = words[name];
    place.append(
      make(
        'section',
        { className: 'card stack' },
        ...(name === 'ready' ? [] : [make('h3', { textContent: title })]),
        list,
      ),
    );
    return [name, list];
  }),
);

const look = {
  ready: showReady,
  vendors: showVendors,
  credentials: showCredentials,
  applications: showApplications,
  breakers: showBreakers,
  quotas: showQuotas,
};

watch('health', 5_000, async () => {
  await Promise.all(Object.values(look).map((one) => one()));
});

async function showReady() {
  const response = await fetch('/readyz');
  const { status, missing, providers } = await response.json();
  const wanting = [...missing, ...Object.values(providers).flatMap((one) => one.missing)];
  parts.ready.replaceChildren(
    make('p', {
      className: status === 'ready' ? 'good' : 'bad',
      textContent: status === 'ready' ? words.ready : words.missing,
    }),
    ...wanting.map(({ name, detail }) => make('p', {}, make('code', { textContent: name }), ` ${detail}`)),
  );
}

/** What the calls of the last ten minutes say of each vendor; a call that goes over all of them is no vendor's. */
async function showVendors() {
  const { receipts } = await ask('/v1/receipts?limit=200');
  const of = Object.groupBy(receipts, ({ operation }) => operation.split('.')[0]);
  delete of.meetings;
  table(
    parts.vendors,
    [words.vendor, words.calls, words.failedCalls, words.lastProblem, words.state],
    Object.entries(of).map(([vendor, calls]) => {
      const failed = calls.filter(({ status }) => status >= 500);
      const [last] = failed;
      // The newest call is the first.
      const failing = calls[0].status >= 500;
      return {
        id: vendor,
        cells: [
          vendor,
          number.format(calls.length),
          told(failed.length > 0 ? 'bad' : '', number.format(failed.length)),
          last ? told('', `${last.status} ${last.problem} · `, atClock(last.at)) : '–',
          told(failing ? 'bad' : 'good', failing ? words.failing : words.wellNow),
        ],
      };
    }),
    words.noVendorCalls,
  );
}

async function showCredentials() {
  const { credentials } = await ask('/v1/credentials');
  table(
    parts.credentials,
    [words.vendor, words.account, words.user, words.token, words.logins, words.state],
    credentials.map(({ provider, account, user, expiresAt, logins, refreshes, cooldown, generation }) => ({
      cells: [
        provider,
        account,
        user ?? '–',
        when(expiresAt),
        `${number.format(logins)} + ${number.format(refreshes)}`,
        cooldown
          ? make(
              'span',
              { className: 'bad' },
              `${words.refused} `,
              when(cooldown.until),
              cooldown.code ? ` (${cooldown.code})` : '',
            )
          : make('span', {
              className: generation ? 'good' : 'dim',
              textContent: generation ? words.wellNow : words.unusedYet,
            }),
      ],
    })),
    words.none,
  );
}

async function showApplications() {
  const { applications } = await ask('/v1/applications');
  table(
    parts.applications,
    [words.vendor, words.accounts, words.logins, words.clock, words.state],
    applications.map(({ provider, accounts, logins, clockOffsetMs, refusedUntil, usersRefusedUntil }) => ({
      cells: [
        provider,
        accounts.join(', '),
        bar(logins.used, logins.limit),
        clockOffsetMs === 0
          ? '±0 s'
          : `${number.format(Math.abs(clockOffsetMs) / 1000)} s ${clockOffsetMs > 0 ? words.ahead : words.behind}`,
        refusedUntil || usersRefusedUntil
          ? make('span', { className: 'bad' }, `${words.refused} `, when(refusedUntil ?? usersRefusedUntil))
          : make('span', { className: 'good', textContent: words.wellNow }),
      ],
    })),
    words.none,
  );
}

async function showBreakers() {
  const { breakers } = await ask('/v1/breakers');
  const all = Object.entries(breakers);
  table(
    parts.breakers,
    [words.operation, words.state, words.until],
    all.map(([name, { state, failures, until }]) => ({
      cells: [
        name,
        told(state === 'closed' ? 'warn' : 'bad', `${state} (${failures})`),
        until > 0 ? when(new Date(until).toISOString()) : '–',
      ],
    })),
    words.allClosed,
  );
}

async function showQuotas() {
  const { quotas } = await ask('/v1/quotas');
  table(
    parts.quotas,
    [words.operation, words.account, words.used, words.until],
    quotas.map(({ operation, account, limit, used, until }) => ({
      cells: [operation, account, bar(used, limit), when(until)],
    })),
    words.noQuotas,
  );
}

const bar = (used, limit) =>
  make(
    'span',
    { className: 'gauge' },
    make('meter', { min: 0, max: limit, high: limit * 0.8, value: used, ariaLabel: words.used }),
    make('span', { className: 'num', textContent: `${number.format(used)} / ${number.format(limit)}` }),
  );
