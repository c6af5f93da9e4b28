import { operations, providers } from '../../../functions/registry.ts';
import packageJson from '../../../package.json' with { type: 'json' };
import { examplesOf, groupOf, invokeOperation, parameters, restOperation } from './operation.ts';
import { headers, ProblemResponses, TAKEN } from './responses.ts';
import { type Json, schemas } from './schemas.ts';
import { servicePaths } from './service.ts';
import { aboutServices } from './services/about.ts';
import { adminServices } from './services/admin.ts';
import { calendarServices } from './services/calendars.ts';
import { eventServices, eventWebhooks } from './services/events.ts';
import { hookServices } from './services/hooks.ts';
import { subscriptionServices } from './services/subscriptions.ts';

/** The OpenAPI document of the gateway, made from the registry. What several routes share stands in `components`. */
export function openapiDocument(): Json {
  const problems = new ProblemResponses();
  const paths: Json = {};
  for (const operation of operations) {
    const { method, path } = operation.route;
    paths[path] = { [method.toLowerCase()]: restOperation(operation, problems) };
    paths[`/v1/invoke/${operation.id}`] = { post: invokeOperation(operation, problems) };
  }
  const services = {
    ...aboutServices,
    ...adminServices,
    ...calendarServices,
    ...eventServices,
    ...hookServices,
    ...subscriptionServices,
  };
  Object.assign(paths, servicePaths(services, problems));
  return {
    openapi: '3.1.1',
    info: {
      title: packageJson.name,
      version: packageJson.version,
      description: `One gate to the meeting vendors: ${providers.map(({ title }) => title).join(', ')}.`,
      license: { name: packageJson.license, identifier: packageJson.license },
    },
    servers: [{ url: '/' }],
    security: [{ apiKey: [] }, { cloudflareAccess: [] }],
    tags: tags(),
    paths,
    webhooks: eventWebhooks(),
    components: {
      schemas: schemas(),
      parameters: parameters(),
      headers: headers(),
      responses: { ...problems.components, ...TAKEN },
      examples: Object.assign({}, ...operations.map(examplesOf)),
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key, as `npm run keys` makes it.' },
        cloudflareAccess: {
          type: 'apiKey',
          in: 'header',
          name: 'Cf-Access-Jwt-Assertion',
          description: 'A token of Cloudflare Access, where the gateway is configured for it.',
        },
        webhookSignature: {
          type: 'apiKey',
          in: 'header',
          name: 'webhook-signature',
          description:
            'A signature of Standard Webhooks 1.0 by the secret of a hook, as `npm run hooks` shows it.',
        },
        urlToken: {
          type: 'http',
          scheme: 'bearer',
          description: 'The token of the URL of a hook: in its path where the hook is called.',
        },
      },
    },
  };
}

/** The groups of operations, vendors by their titles, and the gateway itself. */
function tags(): Json[] {
  const groups = [...new Set(operations.map(groupOf))];
  const described = groups.map((name) => {
    const provider = providers.find(({ id }) => id === name);
    return { name, description: provider?.title ?? 'Over all vendors.' };
  });
  return [...described, { name: 'gateway', description: 'About the gateway itself.' }];
}
