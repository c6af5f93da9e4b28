import { newApp } from './app.ts';

export { SharedAnswer } from './answers/sharedAnswer.ts';
export { Receipts } from './receipts/receipts.ts';
export { Quota } from './resilience/quota.ts';
export { Credential } from './tokens/credential.ts';

export default newApp();
