/*
 * Builds the web UI and puts the speech model where the server finds it. Maven calls this at every build, so it first
 * asks whether anything changed since the last one, and leaves at once when not.
 *
 *   node build.mjs            build into ../target/classes
 *   node build.mjs --prepare  only what the checks need: packages and generated types
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const OLDEST_NODE = [20, 19];
const MODEL_SHA256 = "2623a2953f6ff3d2c1e61740c6cdb7168133479b267dfef114a4a3cc5bdd788f";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "..", "target");
const site = join(target, "classes", "webroot");
const model = join(target, "classes", "models", "silero_vad_v5.onnx");
const stamp = join(target, "webroot.stamp");
const contract = join(here, "..", "src", "main", "resources", "openapi", "reelcast.yaml");
const types = join(here, "src", "api", "schema.d.ts");
const installed = join(here, "node_modules", ".reelcast-lock");

try {
  checkNode();
  if (process.argv.includes("--prepare")) {
    install();
    await generateTypes();
  } else {
    await build();
  }
} catch (failure) {
  console.error(`Web UI: ${failure instanceof Error ? failure.message : String(failure)}`);
  process.exit(1);
}

async function build() {
  const sources = fingerprint([...files(here), contract]);
  if (existsSync(join(site, "index.html")) && existsSync(model) && read(stamp) === sources) {
    return;
  }
  install();
  await generateTypes();
  const vite = await import("vite");
  await vite.build({ root: here, logLevel: "warn", build: { outDir: site, emptyOutDir: true } });
  compress(site);
  copyModel();
  writeFileSync(stamp, sources);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
    throw new Error(`Node ${OLDEST_NODE.join(".")} or newer is needed to build; this is ${process.versions.node}.`);
  }
}

function install() {
  const lock = fingerprint([join(here, "package.json"), join(here, "package-lock.json"), join(here, ".npmrc")]);
  if (read(installed) === lock) {
    return;
  }
  const npm = spawnSync("npm", ["ci", "--no-progress", "--loglevel", "error"], {
    cwd: here,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (npm.error) {
    throw new Error(`npm could not be started (${npm.error.message}). It comes with Node; is it on the PATH?`);
  }
  if (npm.status !== 0) {
    throw new Error(`npm ci failed:\n${npm.stdout}${npm.stderr}`);
  }
  writeFileSync(installed, lock);
}

async function generateTypes() {
  const source = fingerprint([contract]);
  const head = `// Generated from the contract ${source}. Do not edit.\n`;
  if (read(types)?.startsWith(head)) {
    return;
  }
  const { default: openapi, astToString } = await import("openapi-typescript");
  const nodes = await openapi(pathToFileURL(contract));
  writeFileSync(types, head + astToString(nodes));
}

/** Writes .br and .gz beside every text file that gains from it, so that the server never compresses. */
function compress(folder) {
  for (const file of files(folder)) {
    if (!/\.(js|css|html|svg|json|txt)$/.test(file) || statSync(file).size < 1024) {
      continue;
    }
    const content = readFileSync(file);
    const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
    writeFileSync(`${file}.br`, brotliCompressSync(content, { params }));
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  }
}

function copyModel() {
  const source = join(here, "node_modules", "@ricky0123", "vad-web", "dist", "silero_vad_v5.onnx");
  const sum = createHash("sha256").update(readFileSync(source)).digest("hex");
  if (sum !== MODEL_SHA256) {
    throw new Error(`the speech model is not the expected one: sha256 ${sum} instead of ${MODEL_SHA256}.`);
  }
  mkdirSync(dirname(model), { recursive: true });
  copyFileSync(source, model);
}

function files(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.name !== "node_modules" && join(folder, entry.name) !== types)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? files(path) : [path];
    });
}

function fingerprint(paths) {
  const hash = createHash("sha256");
  for (const path of paths) {
    hash
      .update(`${path.slice(here.length)}\0`)
      .update(readFileSync(path))
      .update("\0");
  }
  return hash.digest("hex");
}

function read(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
