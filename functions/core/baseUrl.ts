import * as z from 'zod';

/** An http(s) URL, or `binding:NAME` for a service binding of this Worker. */
export const baseUrl = z
  .string()
  .regex(/^(https?:\/\/\S+|binding:\w+)$/, 'must be an http(s) URL, or binding:NAME for a service binding');
