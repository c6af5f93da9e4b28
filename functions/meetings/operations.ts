// Every operation over all vendors: a new one is a file in this folder and a line here.
export { countLive } from './countLive.ts';
