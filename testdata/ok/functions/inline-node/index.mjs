import { answer } from './lib/answer.mjs';
export const handler = async () => answer;
