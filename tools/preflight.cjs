// Runs on whatever Node the machine has, so it is written for old ones: says in one message what is missing.
var major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  process.stderr.write(
    'initialsdb needs Node 20 or newer to install itself; this is Node ' +
      process.versions.node +
      ' (' +
      process.execPath +
      ').\nInstall a current Node from https://nodejs.org and run the command again.\n',
  );
  process.exit(1);
}
