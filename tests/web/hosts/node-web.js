// The host in Node. BSUP_NODE names the module that was built.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { launch } from "../host.js";
import { description, sampleData } from "./sample.js";

const serve = resolve(import.meta.dirname, "../../../host-stubs/node-web/serve");

export default {
  ...description,
  start: () =>
    launch(serve, [mkdtempSync(join(tmpdir(), "bsup-node-web-")), "--data", sampleData()]),
};
