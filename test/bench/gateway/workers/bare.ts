/** A Worker that only forwards. */
export default {
  fetch(request: Request, { VENDORS }: { VENDORS: string }): Promise<Response> {
    const { pathname, search } = new URL(request.url);
    return fetch(VENDORS + pathname + search, request);
  },
};
