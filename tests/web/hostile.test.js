// What of the hostile requests is of the example host alone: its routes and roles, its limits, its log
// and its trail. What any host must stand is in kit/hostile.test.js.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { sampleData } from "./hosts/sample.js";
import { head, raw, slowConnections } from "./kit/raw.js";
import { Visitor, build, startHost } from "./host.js";

let host;
before(async () => { host = await startHost("--data", sampleData()); });
after(async () => { await host?.stop(); });

const as = (user) => new Visitor(host.url).signIn(user);

test("every route, for everybody: who may not, does not", async () => {
  const routes = execFileSync(join(build, "bin/blended-supervision-web"), ["--routes"], { encoding: "utf8" });
  const visitors = { practitioner: await as("olive"), senior: await as("sam"), auditor: await as("ari") };
  let tried = 0;
  for (const line of routes.trim().split("\n")) {
    const [method, pattern, ...roles] = line.split(" ");
    if (roles.includes("anybody") || pattern === "/sign-out") continue;
    const path = pattern.replaceAll("{}", "X100005");
    const stranger = new Visitor(host.url);
    const shut = await (method === "GET" ? stranger.get(path) : stranger.post(path));
    assert.match(`${shut.status} ${shut.headers.get("location")}`, /^303 \/sign-in/, line);
    for (const [role, visitor] of Object.entries(visitors)) {
      const answer = await (method === "GET" ? visitor.get(path) : visitor.post(path, { csrf: visitor.csrf }));
      assert.equal(answer.status === 403, !roles.includes(role), `${role}: ${line}: ${answer.status}`);
      tried++;
    }
  }
  assert.ok(tried > 30, `${tried} tried`);
});

test("somebody else's draft or decision looks like one that is not there", async () => {
  const olive = await as("olive"), pat = await as("pat");
  const draft = await olive.arrange("X100001");
  const other = (await (await pat.get(`/draft/${"0".repeat(64)}`)).text()).length;
  for (const path of [draft, `${draft}/check`, `${draft}/before`, draft.replace("draft", "decision")]) {
    const answer = await pat.get(path);
    assert.equal(answer.status, 404, path);
    assert.ok(Math.abs((await answer.text()).length - other) <= 2 * path.length, "like any other");
  }
  assert.equal((await pat.post(`${draft}/record`)).status, 404);
  assert.equal((await olive.get(draft)).status, 200, "control");
  const list = await (await olive.get("/cases")).text();
  assert.ok(!list.includes("Imaginary"));
  assert.match(list, /Restricted access/);
});

test("a case that cannot be read stops no page", async () => {
  const olive = await as("olive"), sam = await as("sam");
  const draft = await olive.arrange("X777777");
  const on = await olive.post(draft, { date: "30/11/2026", mode: "office" });
  assert.equal(on.headers.get("location"), `${draft}/without`);
  assert.match(await (await olive.get(`${draft}/without`)).text(), /no decision on it was recorded/);
  for (const path of ["/team", "/case/X777777/contacts"]) {
    assert.equal((await sam.get(path)).status, 200, path);
  }
  const other = await olive.arrange("X100005");
  assert.equal((await olive.get(`${other}/without`)).status, 404, "control: where there is advice");
});

test("the limits are those that it states", async () => {
  const url = new URL(host.url), name = (first, ...more) => head(url, first, ...more);
  const get = "GET /sign-in HTTP/1.1", post = "POST /sign-in HTTP/1.1";
  const form = "Content-Type: application/x-www-form-urlencoded";
  assert.match(await raw(url, name(get)), / 200 /, "control");
  assert.match(await raw(url, name(get, `X: ${"a".repeat(9 * 1024)}`)), / 431 /);
  assert.match(await raw(url, name(post, form, `Content-Length: ${70 * 1024}`)), / 413 /);
  const chunk = `10000\r\n${"a".repeat(65536)}\r\n`;
  assert.match(await raw(url, name(post, form, "Transfer-Encoding: chunked"), chunk.repeat(8)), / 413 |closed/);
  assert.match(await raw(url, name(post, form, "Content-Length: 4", "Content-Length: 5"), "aaaa"), / 400 |closed/);
  assert.match(
    await raw(url, name(post, form, "Content-Length: 4", "Transfer-Encoding: chunked"), "0\r\n\r\n"),
    / 400 |closed/);
  assert.match(await raw(url, "nonsense\r\n\r\n"), / 400 |closed/);
  assert.match(await raw(url, name("GET /sign-in?a=%zz HTTP/1.1")), / 400 /);
  assert.match(await raw(url, name("GET /sign-in?a=%00 HTTP/1.1")), / 400 /);
  assert.match(await raw(url, name("GET /sign-in?a=%ff HTTP/1.1")), / 400 /);
  assert.match(await raw(url, name("GET /%2e%2e/x HTTP/1.1")), / 400 /);
  assert.match(await raw(url, name("GET /assets/../words/en.toml HTTP/1.1")), / 404 /);
  assert.match(await raw(url, name("DELETE /cases HTTP/1.1")), / 405 /);
  assert.match(await raw(url, name(post, "Content-Type: text/plain", "Content-Length: 0")), / 400 /);
  const many = Array.from({ length: 101 }, (_, n) => `f${n}=1`).join("&");
  const fields = (text) => raw(url, name(post, form, `Content-Length: ${text.length}`, `Origin: ${host.url}`), text);
  assert.match(await fields(many), / 400 /);
  assert.match(await fields(many.replace("&f100=1", "")), / 303 /, "control: a hundred");
  const elsewhere = "GET /sign-in HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
  assert.match(await raw(url, elsewhere), / 421 /);
});

test("300 slow connections do not stop the host for good", { timeout: 60000 }, async () => {
  const url = new URL(host.url);
  assert.ok(await slowConnections(url) < 20, "each was cut off");
  assert.match(await raw(url, head(url, "GET /sign-in HTTP/1.1")), / 200 /);
});

test("every answer has its headers, and the log names nobody", async () => {
  const olive = await as("olive");
  const draft = await olive.arrange("X100005");
  for (const path of ["/sign-in", "/cases", "/case/X100005", draft, "/case/X999999", "/nowhere", "/assets/web.css"]) {
    const { headers } = await olive.get(path);
    assert.match(headers.get("content-security-policy"), /default-src 'none'; script-src 'self'/, path);
    assert.equal(headers.get("x-content-type-options"), "nosniff", path);
    assert.equal(headers.get("referrer-policy"), "same-origin", path);
    assert.equal(headers.get("cross-origin-opener-policy"), "same-origin", path);
    assert.equal(headers.get("cross-origin-resource-policy"), "same-origin", path);
    assert.equal(headers.get("server"), null, path);
    const kept = path.startsWith("/assets/") ? "max-age=3600" : "no-store";
    assert.equal(headers.get("cache-control"), kept, path);
  }
  if (process.env.WEB_URL) return;
  assert.match(host.log(), /GET \/case\/\{\} 200/, "control: there is a log");
  assert.doesNotMatch(host.log(), /X100005|X666666|Mockup|Rupert|olive|[0-9a-f]{64}/);
});

test("what is looked at is on record, and what cannot be recorded is not shown", async () => {
  const pat = await as("pat"), ari = await as("ari");
  const reads = async () => {
    const page = await (await ari.get("/case/X100001/trail")).text();
    return page.split(/class="moj-timeline__title">/).filter((each) => each.startsWith("Records read")).length;
  };
  await pat.get("/case/X100001");
  const before = await reads(); // leaves one itself
  await pat.get("/case/X100001");
  await pat.get("/cases");
  const draft = await pat.arrange("X100001");
  for (let n = 0; n < 3; n++) {
    await pat.post(`${draft}/advice`, { date: "26/11/2026", role: "counts", mode: "office" });
  }
  assert.equal(await reads(), before + 2, "the case, and the look before it");

  if (process.env.WEB_URL) return;
  // Another process that writes to the trail's file and does not come to an end.
  const write = `import sqlite3, sys, time
at = sqlite3.connect(sys.argv[1], isolation_level=None)
at.execute("BEGIN IMMEDIATE")
print("writes", flush=True)
time.sleep(60)`;
  const lock = spawn("python3", ["-c", write, join(host.state, "trail")]);
  await new Promise((done) => lock.stdout.once("data", done));
  assert.equal((await pat.get("/case/X100001")).status, 503);
  assert.equal((await pat.get("/cases")).status, 200, "a list goes on");
  lock.kill();
  await new Promise((done) => lock.once("exit", done));
  assert.equal((await pat.get("/case/X100001")).status, 200, "control: and then it is shown");
});

test("the stub sign-in listens on this machine alone", () => {
  const run = (...more) => execFileSync(join(build, "bin/blended-supervision-web"), [
    "--policy", "x", "--mapping", "x", "--data", "x", "--web", "x", "--page", "x", "--assets", "x", ...more,
  ], { encoding: "utf8", stdio: "pipe" });
  const said = (...more) => { try { return run(...more); } catch (error) { return error.stderr; } };
  assert.match(said("--address", "0.0.0.0"), /anybody can be anybody/);
  assert.doesNotMatch(said("--address", "127.0.0.1"), /anybody can be anybody/, "control");
});
