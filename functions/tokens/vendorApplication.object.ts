import { DurableObject } from 'cloudflare:workers';
import { readConfig } from '../config/config.ts';
import {
  type ApplicationState,
  type Asking,
  admitLogin,
  emptyApplication,
  type Leave,
  type LoginOutcome,
  settleLogin,
} from './applicationState.ts';
import { type DescribedApplication, describeApplication } from './describeApplication.ts';

/** Longer than a token lives, so that what is known of the vendor's clock is there for the next login. */
const KEPT_MS = 48 * 3_600_000;

/**
 * One application at a vendor, where all its credentials meet: counts their logins, has all of them wait when the vendor
 * refuses the application, and knows the vendor's clock. Holds no secret and no token.
 */
export class VendorApplication extends DurableObject<Env> {
  /** Leave for one login. `settle` must follow. */
  async admit(asking: Asking): Promise<Leave> {
    const now = Date.now();
    const limit = readConfig(this.env).loginsPerMinute;
    const { state, leave } = admitLogin(this.#state, asking, { now, limit });
    if (leave.ok) {
      this.#state = state;
      if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(now + KEPT_MS);
    }
    return leave;
  }

  /** What operators may see of it. */
  look(): DescribedApplication {
    return describeApplication(this.#state, Date.now(), readConfig(this.env).loginsPerMinute);
  }

  /** Tells what came of it. */
  settle(asking: Asking, outcome: LoginOutcome): void {
    this.#state = settleLogin(this.#state, asking, outcome, Date.now());
  }

  /** An application that nobody logs in with any more leaves nothing behind. */
  override async alarm(): Promise<void> {
    const ends = this.#state.windowEnds + KEPT_MS;
    if (ends <= Date.now()) await this.ctx.storage.deleteAll();
    else await this.ctx.storage.setAlarm(ends);
  }

  get #state(): ApplicationState {
    return this.ctx.storage.kv.get<ApplicationState>('state') ?? emptyApplication();
  }

  set #state(state: ApplicationState) {
    this.ctx.storage.kv.put('state', state);
  }
}
