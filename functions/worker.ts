import { newApp } from './app.ts';

export { Credential } from './tokens/credential.ts';

export default newApp();
