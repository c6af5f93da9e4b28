/**
 * The secrets that are good now, in their order: after a rotation the former one is good for a while.
 *
 * @param now epoch milliseconds, as `until` is; a secret is good before that instant
 */
export const goodSecrets = <Secret extends { until?: number | undefined }>(
  { secrets }: { readonly secrets: readonly Secret[] },
  now: number,
): Secret[] => secrets.filter(({ until }) => until === undefined || until > now);
