/** A Worker that gives a constant: the page of the vendor that has so many rows. */
export default {
  fetch(request: Request, env: Record<`PAGE_${number}`, ArrayBuffer>): Response {
    const rows = Number(new URL(request.url).searchParams.get('limit'));
    return new Response(env[`PAGE_${rows}`], { headers: { 'Content-Type': 'application/json' } });
  },
};
