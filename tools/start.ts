// `make start`: everything on one machine. The rest is loaded only once this Node is known to be able to.
const needed = 24;

if (Number(process.versions.node.split('.')[0]) < needed) {
  process.stderr.write(
    `initialsdb runs on Node ${needed}; this is ${process.versions.node} (${process.execPath}).\n` +
      'Use `make start`, which brings the right one, or node_modules/.bin/node.\n',
  );
  process.exit(1);
}

const { launch } = await import('./launcher/launch.js');
process.exit(await launch());
