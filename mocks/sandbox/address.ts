/** Which sandbox a request is for, and the request without what said so. */
export interface Address {
  readonly name: string;
  readonly url: URL;
}

const NAME = '[a-z0-9-]{1,40}';

/**
 * A sandbox is named by the path, `/~alice/v2/usg/…`, or by the first label of the host where the sandboxes have a
 * domain, `https://alice.sandbox.example.com/v2/usg/…`: the vendors' SDKs take a host and nothing else. Without a name
 * it is `default`.
 *
 * @returns undefined for a name that is none
 */
export function addressOf(text: string, domain: string | undefined): Address | undefined {
  const url = new URL(text);
  const inPath = /^\/~([^/]*)(\/.*)?$/.exec(url.pathname);
  if (inPath) url.pathname = inPath[2] ?? '/';
  const inHost =
    domain !== undefined && url.hostname.endsWith(`.${domain}`)
      ? url.hostname.slice(0, -domain.length - 1)
      : undefined;
  const name = inPath?.[1] ?? inHost ?? 'default';
  return new RegExp(`^${NAME}$`).test(name) ? { name, url } : undefined;
}
