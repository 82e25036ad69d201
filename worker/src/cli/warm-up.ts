/**
 * Loads everything that the worker loads and ends: with `NODE_COMPILE_CACHE` set, Node keeps what it compiled. Run when an
 * image or slug is built; measured: the worker then needs some 25 MB less and starts faster.
 */
import { flushCompileCache } from 'node:module';
import '../main/start-worker.ts';

flushCompileCache();
process.exit(0);
