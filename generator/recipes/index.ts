export { app } from './app.ts';
export { directory } from './directory.ts';
export { helmApp } from './helm-app.ts';
