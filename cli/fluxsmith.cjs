#!/usr/bin/env node
'use strict';
// The way in. Old syntax on purpose: a Node too old for the program must still be able to read this file and say so.

var fs = require('fs');
var path = require('path');
var url = require('url');

var home = path.join(__dirname, '..');
var reexecuted = 'FLUXSMITH_REEXECUTED';

if (isRecent()) start();
else startOnPinnedNode();

function isRecent() {
  var version = process.versions.node.split('.').map(Number);
  return version[0] > 22 || (version[0] === 22 && version[1] >= 19);
}

function start() {
  delete process.env[reexecuted];
  leaveForCaller();
  var bundle = path.join(home, 'dist', 'cli.js');
  require('module').enableCompileCache();
  load(fs.existsSync(bundle) ? bundle : path.join(home, 'cli', 'main.ts'));
}

function load(file) {
  // `import()` would be a syntax error to the Nodes this file wants to reach.
  Function('specifier', 'return import(specifier)')(url.pathToFileURL(file).href);
}

/** `npm run fluxsmith` starts in the checkout; the person who typed it stands elsewhere. */
function leaveForCaller() {
  var caller = process.env.INIT_CWD;
  if (process.env.npm_lifecycle_event !== 'fluxsmith' || !caller) return;
  if (fs.realpathSync(process.cwd()) === fs.realpathSync(home)) process.chdir(caller);
  delete process.env.npm_lifecycle_event;
}

function startOnPinnedNode() {
  var node = process.env[reexecuted] ? undefined : pinnedNode();
  if (!node) return refuse();
  process.env[reexecuted] = '1';
  var run = require('child_process').spawnSync(node, [__filename].concat(process.argv.slice(2)), { stdio: 'inherit' });
  if (run.error) refuse();
  else if (run.signal) process.kill(process.pid, run.signal);
  else process.exitCode = run.status;
}

/** The Node that npm installed beside the program or above it, if any. */
function pinnedNode() {
  var name = 'node-' + process.platform + '-' + process.arch;
  for (var folder = home; ; folder = path.dirname(folder)) {
    var node = path.join(folder, 'node_modules', name, 'bin', 'node');
    if (fs.existsSync(node)) return node;
    if (folder === path.dirname(folder)) return undefined;
  }
}

function refuse() {
  process.stderr.write(
    'fluxsmith needs Node.js 22.19 or newer, and this is ' +
      process.versions.node +
      ' (' +
      process.execPath +
      '): install a newer one from https://nodejs.org and run it again.\n',
  );
  process.exitCode = 2;
}
