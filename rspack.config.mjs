import { builtinModules } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { readdirSync } from 'node:fs';

/**
 * How `nest build` bundles a deployable: every import that is not one of Node's own goes into dist/<root>/*.js, so that a release
 * is a handful of JavaScript files, without node_modules and without native code, the same for x86 and arm64.
 */
const builtins = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));

/** Optional peers that our dependencies look for and that this product does not have. */
const absent =
  /^(@nestjs\/(platform-express|(microservices|websockets)(\/.*)?)|@fastify\/(view|multipart)|class-validator|class-transformer(\/.*)?|pg-native|pg-cloudflare)$/;

/** Tools that the bench drives and nothing ships; they look for files beside themselves. */
const leftOutside = new Set(['autocannon', 'playwright-core']);

/** The entry that Nest's CLI chose, and for `tools` and `bench` every command beside it. */
function entries(options) {
  const main = options.entry;
  const folder = dirname(main);
  const root = relative(process.cwd(), folder).replace(/\/src$/, '');
  const files =
    root === 'tools' || root === 'bench'
      ? readdirSync(folder).filter((file) => /^[a-z-]+\.ts$/.test(file))
      : [basename(main)];
  return { root, entry: Object.fromEntries(files.map((file) => [file.replace(/\.ts$/, ''), join(folder, file)])) };
}

export default (options, rspack) => {
  const { root, entry } = entries(options);
  return {
    ...options,
    entry,
    mode: 'production',
    devtool: process.env.SOURCE_MAPS === 'true' ? 'source-map' : false,
    output: {
      ...options.output,
      path: resolve('dist'),
      filename: `${root}/[name].js`,
      chunkFilename: `${root}/chunk-[name].js`,
    },
    module: {
      ...options.module,
      rules: [
        ...(options.module?.rules ?? []),
        // In our own code `./x.js` is x.ts; a package that ships its TypeScript beside its JavaScript means what it says.
        { test: /[\\/]node_modules[\\/]/, resolve: { extensionAlias: { '.js': ['.js'] } } },
      ],
    },
    externals: [
      // CommonJS dependencies must get the function that `require('assert')` gives, not a module namespace.
      ({ request, dependencyType }, callback) =>
        builtins.has(request)
          ? callback(null, `${dependencyType === 'commonjs' ? 'node-commonjs' : 'module'} ${request}`)
          : leftOutside.has(request)
            ? callback(null, `module ${request}`)
            : callback(),
    ],
    optimization: {
      nodeEnv: 'production',
      minimize: true,
      minimizer: [
        new rspack.SwcJsMinimizerRspackPlugin({
          extractComments: false,
          // Nothing is renamed or rearranged: names in stack traces stay, and swc's mangling broke classes whose static fields name them.
          // Without comments, and in pure ASCII (which V8 keeps as one byte per character), the source takes a fifth of the memory.
          minimizerOptions: { mangle: false, compress: false, format: { comments: false, ascii_only: true } },
        }),
      ],
      // The commands share their libraries, or each would bring 4 MB of its own into the release.
      splitChunks: { chunks: root === 'tools' ? 'all' : 'async' },
    },
    plugins: [new rspack.IgnorePlugin({ resourceRegExp: absent })],
  };
};
