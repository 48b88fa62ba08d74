// The example host in C++: one that runs already (WEB_URL), or started for the tests; and a visitor
// of it without a browser.
import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const root = resolve(import.meta.dirname, "../..");
export const build = resolve(root, process.env.WEB_BUILD ?? "build/check");

// { url, pid, log(), stop() }; `log` is what the host has written to its log so far.
export async function startHost(...more) {
  const data = more.includes("--data") ? [] : ["--data", join(root, "host-stubs/data")];
  if (process.env.WEB_URL) return { url: process.env.WEB_URL, log: () => "", stop: async () => {} };
  const given = more.indexOf("--state"); // that of a host before it
  const state = given < 0 ? mkdtempSync(join(tmpdir(), "bsup-web-")) : more.splice(given, 2)[1];
  const config = join(root, "config");
  const host = await launch(join(build, "bin/blended-supervision-web"), [
    "--policy", join(config, "policies/england-wales.toml"),
    "--policy", join(config, "regions/wales.toml"),
    "--policy", join(config, "regions/kent-surrey-sussex.toml"),
    "--mapping", join(config, "mappings/ndelius.toml"),
    "--web", join(root, "host-stubs/web"), "--page", join(root, "bindings/node/page"),
    "--assets", join(build, "host-stubs/web/assets"), "--state", state, ...data, ...more,
  ]);
  return { ...host, state };
}

// The same of any program that serves, and prints its address as its first line.
export async function launch(program, options) {
  const host = spawn(program, options, { stdio: ["ignore", "pipe", "pipe"] });
  let log = "";
  host.stderr.on("data", (text) => (log += text));
  const ended = new Promise((done) => host.once("exit", done));
  const url = await Promise.race([
    new Promise((done) => createInterface(host.stdout).once("line", done)),
    ended.then(() => { throw new Error(`the host ended: ${log}`); }),
  ]);
  return {
    url: url.replace(/\/$/, ""), pid: host.pid, log: () => log,
    stop: async () => { host.kill("SIGTERM"); await ended; },
  };
}

// A visitor without a browser: keeps cookies, sends what a browser sends, follows nothing.
export class Visitor {
  #cookies = new Map();
  csrf = "";
  constructor(url) { this.url = url; }

  get cookies() { return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; "); }

  async get(path, headers = {}) { return this.#send(path, { headers }); }

  async post(path, fields = {}, headers = {}) {
    const list = fields instanceof URLSearchParams ? fields : new URLSearchParams(fields);
    if (!list.has("csrf")) list.set("csrf", this.csrf);
    return this.#send(path, {
      method: "POST", body: list,
      headers: { Origin: this.url, "Sec-Fetch-Site": "same-origin", ...headers },
    });
  }

  async signIn(user) {
    await this.post("/sign-in", { user });
    const home = await this.get("/");
    const text = await (await this.get(home.headers.get("location"))).text();
    this.csrf = /name="csrf" value="([0-9a-f]*)"/.exec(text)?.[1] ?? "";
    return this;
  }

  // A new draft, or the unfinished one, of a case: its path.
  async arrange(crn) {
    return (await this.post(`/case/${crn}/arrange`)).headers.get("location");
  }

  // Decides on a mode, by the forms of the pages: the path of the decision.
  async decide(crn, mode, fields = {}) {
    const draft = await this.arrange(crn);
    const value = (page, name) => new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(page)?.[1];
    const page = await (await this.get(draft)).text();
    const purpose = /<option value="([^"]*)" selected/.exec(page)?.[1] ?? "";
    await this.post(draft, {
      basis: value(page, "basis"), date: value(page, "date"), role: "counts", purpose, mode, ...fields,
    });
    const reason = await (await this.get(`${draft}/reason`)).text();
    const code = value(reason, "code");
    if (code) await this.post(`${draft}/reason`, { code, words: "It is the only way this week." });
    const checked = value(await (await this.get(`${draft}/check`)).text(), "checked");
    return (await this.post(`${draft}/record`, { checked })).headers.get("location");
  }

  async #send(path, options) {
    const answer = await fetch(this.url + path, {
      redirect: "manual", ...options, headers: { Cookie: this.cookies, ...options.headers },
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
      this.#cookies.set(name, value);
    }
    return answer;
  }
}
