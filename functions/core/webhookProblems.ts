import { kind } from './problemKind.ts';

/** Problems of webhooks: of hooks, which are called, and of subscriptions, to which events are delivered. */
export const webhookProblems = {
  'subscription-not-found': kind(
    404,
    'No such subscription',
    false,
    'The subscription does not exist, was deleted, or is that of another key.',
    'See `GET /v1/subscriptions` for those of this key.',
  ),
  'delivery-not-found': kind(
    404,
    'No such delivery',
    false,
    'The delivery does not exist, is older than thirty days, or belongs to a subscription of another key.',
    'See `GET /v1/deliveries` for those of this key.',
  ),
  'too-many-subscriptions': kind(
    409,
    'There are too many subscriptions',
    false,
    'The key, or all keys together, have as many subscriptions as the gateway keeps.',
    'Delete one that is no longer needed, or have one receiver take more types of event.',
  ),
  'hook-refused': kind(
    401,
    'No call that a hook takes',
    false,
    'There is no such hook, or the request does not prove that it may call it: no signature, a wrong one, one of another body, one that is more than five minutes old or ahead, or a wrong URL token. Which of these is told in the log of the gateway only.',
    'Sign `webhook-id.webhook-timestamp.body` with the secret of the hook, byte for byte as the body is sent, anew for each attempt: `npm run hooks -- sign` shows how.',
  ),
  'hook-not-found': kind(
    404,
    'No such hook',
    false,
    'There is no hook of this name.',
    'See `GET /v1/hooks`. A new hook may take a minute to be listed.',
  ),
  'hook-exists': kind(
    409,
    'The hook exists already',
    false,
    'There is a hook of this name, and a hook is not changed.',
    'Take another name, or delete the hook and make it anew.',
  ),
  'rotation-under-way': kind(
    409,
    'The former secret is still good',
    false,
    'The secret was rotated less than a day ago. Another rotation now would end the one that receivers may still verify with.',
    'Wait for a day, or send `{ "force": true }` to end the former secret now.',
  ),
  'id-reused': kind(
    409,
    'The id was used for another body',
    false,
    'A request with this id and another body has been taken within the last 24 hours.',
    'Send an id of its own with each message, and the same one only with repetitions of it.',
  ),
  'call-under-way': kind(
    409,
    'The call is still under way',
    true,
    'A request with the same id and body is being answered right now.',
    'Wait for the seconds in `Retry-After`, then send it again: you get the answer of the first one.',
  ),
  'outcome-unknown': kind(
    409,
    'Nobody knows what came of the call',
    false,
    'A call with this id was begun and its answer is not there: it was too long to be kept, or the gateway stopped meanwhile. As it changes something, it is not done a second time.',
    'Look whether it was done. If not, send it with a new id.',
  ),
  'invocation-not-found': kind(
    404,
    'No such invocation',
    false,
    'There is no invocation of this id, or it is more than 24 hours old.',
    'Take the path from the header `Location` of the answer with status 202.',
  ),
  'answer-too-large': kind(
    422,
    'The answer is too large to be kept',
    false,
    'Answers that nobody waits for are kept for 24 hours, up to 1 MiB each.',
    'Ask for fewer rows, or wait for the answer: leave `Prefer: respond-async` out.',
  ),
} as const;
