import { newApp } from './app.ts';

export { Guesses } from './calls/guesses.object.ts';
export { SharedAnswer } from './calls/sharedAnswer.object.ts';
export { Receipts } from './receipts/receipts.object.ts';
export { Breakers } from './resilience/breakers.object.ts';
export { Quota } from './resilience/quota.object.ts';
export { Credential } from './tokens/credential.object.ts';
export { VendorApplication } from './tokens/vendorApplication.object.ts';

export default newApp();
