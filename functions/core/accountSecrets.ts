import type { Account, Provider } from './provider.ts';
import { settingMeta } from './setting.ts';

/** The secrets of an account, as its settings declare them: they must not come back in anything a vendor says. */
export const accountSecrets = ({ settings: schema }: Provider, { settings }: Account): string[] => {
  const values: Record<string, unknown> = { ...settings };
  return Object.entries(schema.shape).flatMap(([name, field]) => {
    const value = values[name];
    return settingMeta(field).kind === 'secret' && typeof value === 'string' ? [value] : [];
  });
};
