// What somebody tries who is not a friend. Each attack has a control: the same without the attack.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { complaints, openBrowser, signIn } from "./browser.js";
import { Visitor, build, startHost } from "./host.js";

const attack = `"><img src=x onerror=window.ran=1><script>window.ran=1</script>{{t.error}}</textarea>`;
const bidi = "\u202Etxt.exe\u2066";
let host, browser;

// A caseload with one more case, whose every name is an attack.
function hostileData() {
  const folder = mkdtempSync(join(tmpdir(), "bsup-web-data-"));
  const from = resolve(import.meta.dirname, "../../host-stubs/data");
  for (const crn of ["X100001", "X100005", "X100011"]) {
    writeFileSync(join(folder, `${crn}.json`), readFileSync(join(from, `${crn}.json`)));
  }
  const hostile = JSON.parse(readFileSync(join(from, "X100005.json"), "utf8"));
  hostile.crn = "X666666";
  hostile.personalDetails.name = { forename: attack, middleName: "", surname: bidi };
  hostile.tierV3.tierScore = attack;
  hostile.roshWidget.overallRisk = attack;
  hostile.activity.activities[0].type = attack;
  writeFileSync(join(folder, "X666666.json"), JSON.stringify(hostile));
  // A case that the plugin refuses to read, since a key is there twice.
  const twice = readFileSync(join(from, "X100010.json"), "utf8").replaceAll("X100010", "X777777");
  writeFileSync(join(folder, "X777777.json"), twice.replace("{", '{"crn": "X777777",'));
  return folder;
}

before(async () => {
  host = await startHost("--data", hostileData());
  browser = await openBrowser();
});
after(async () => { await browser?.close(); await host?.stop(); });

const as = (user) => new Visitor(host.url).signIn(user);

// What the server says to bytes: its first line, or "closed".
function raw(...parts) {
  const { hostname, port } = new URL(host.url);
  return new Promise((done) => {
    const socket = connect(port, hostname);
    let answer = "";
    socket.on("data", (data) => (answer += data));
    socket.on("error", () => {});
    socket.on("close", () => done(answer.split("\r\n")[0] || "closed"));
    for (const part of parts) socket.write(part);
  });
}
const name = () => new URL(host.url).host;
const head = (first, ...more) =>
  `${[first, `Host: ${name()}`, "Connection: close", ...more].join("\r\n")}\r\n\r\n`;

test("nothing in a case or a form becomes markup", async () => {
  const page = await (await browser.newContext()).newPage();
  const wrong = complaints(page);
  await signIn(page, host.url, "Olive Officer");
  const clean = async (where) => {
    const found = await page.evaluate(() =>
      [window.ran, document.querySelectorAll("img, script:not([src])").length]);
    assert.deepEqual(found, [undefined, 0], where);
    assert.equal(wrong.length, 0, `${where}: ${wrong}`);
    assert.ok(!(await page.title()).includes("\u202E"), where);
  };
  await page.goto(`${host.url}/cases?q=${encodeURIComponent(attack)}`);
  await clean("cases");
  assert.ok(await page.locator("bdi", { hasText: "txt.exe" }).count(), "the name is isolated");
  await page.goto(`${host.url}/case/X666666`);
  await clean("case");
  assert.match(await page.locator(".app-person").textContent(), /onerror/, "and is there, as text");
  await page.locator("main button").click();
  await clean("arrange");
  await page.locator("#date").fill(attack);
  await page.locator("main button[data-prevent-double-click]").first().click();
  await clean("arrange, errors");
  assert.equal(await page.locator("#date").inputValue(), attack);
  await page.locator("#date").fill("24/11/2026");
  await page.locator("input[name=mode][value=telephone]").check();
  await page.locator("main button[data-prevent-double-click]").first().click();
  await page.waitForURL(/\/(before|reason)$/);
  if (page.url().endsWith("/before")) await page.locator("a.govuk-link--inverse").click();
  await page.locator("input[name=code]").first().check();
  await page.locator("#words").fill(attack);
  await page.locator("main button").last().click();
  await page.waitForURL(/\/check$/);
  await clean("check");
  assert.ok((await page.locator("main").textContent()).includes(attack), "the words are there");
});

test("a form from elsewhere is refused, and nothing is done", async () => {
  const olive = await as("olive"), pat = await as("pat");
  const start = (fields, headers) => olive.post("/case/X100005/arrange", fields, headers);
  const drafts = async () => (await (await olive.get("/cases")).text()).split("/draft/").length;
  const before = await drafts();
  assert.equal((await start({ csrf: "" })).status, 403, "without a token");
  assert.equal((await start({ csrf: pat.csrf })).status, 403, "with another's token");
  assert.equal((await start({ csrf: "0".repeat(64) })).status, 403);
  for (const origin of ["http://evil.example", "null", host.url.replace("http", "https"), ""]) {
    assert.equal((await start({}, { Origin: origin })).status, 403, `from ${origin}`);
  }
  assert.equal((await start({}, { "Sec-Fetch-Site": "cross-site" })).status, 403);
  assert.equal(await drafts(), before);
  assert.equal((await start({})).status, 303, "control: with all of it");
  assert.equal(await drafts(), before + 1);
  const old = olive.csrf;
  await olive.post("/sign-out");
  assert.match((await start({ csrf: old })).headers.get("location"), /^\/sign-in/, "once signed out");
});

test("the session: no script reads it, none is fixed, none lives on", async () => {
  const visitor = new Visitor(host.url);
  const signed = await visitor.post("/sign-in", { user: "olive" },
    { Cookie: `session=${"a".repeat(64)}` });
  const cookie = signed.headers.get("set-cookie");
  assert.match(cookie, /^session=[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Lax$/);
  assert.ok(!cookie.includes("a".repeat(64)), "not the one that was sent");
  const id = cookie.split(";")[0];
  const cases = (header) => fetch(`${host.url}/cases`, { redirect: "manual", headers: { Cookie: header } });
  assert.equal((await cases(id)).status, 200, "control");
  const again = await visitor.post("/sign-in", { user: "olive" }, { Cookie: id });
  assert.equal(again.status, 303);
  assert.equal((await cases(id)).status, 303, "the old one ended at the new sign-in");
  assert.match((await visitor.post("/sign-in", { user: "nobody" })).headers.get("location"), /check/);
});

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

test("somebody else's draft, decision or restricted case is not there", async () => {
  const olive = await as("olive"), pat = await as("pat");
  const draft = await olive.arrange("X100001");
  const other = (await (await pat.get(`/draft/${"0".repeat(64)}`)).text()).length;
  for (const path of [draft, `${draft}/check`, `${draft}/before`, draft.replace("draft", "decision")]) {
    const answer = await pat.get(path);
    assert.equal(answer.status, 404, path);
    assert.ok(Math.abs((await answer.text()).length - other) <= 2 * path.length, "like any other");
  }
  assert.equal((await pat.post(`${draft}/advice`)).status, 404);
  assert.equal((await pat.post(`${draft}/record`)).status, 404);
  assert.equal((await olive.get(draft)).status, 200, "control");

  assert.equal((await olive.get("/case/X100011")).status, 404, "restricted");
  assert.equal((await olive.post("/case/X100011/arrange")).status, 404);
  const list = await (await olive.get("/cases")).text();
  assert.ok(!list.includes("X100011") && !list.includes("Imaginary"));
  assert.match(list, /Restricted access/);
  assert.equal((await pat.get("/case/X100011")).status, 200, "control: who may");
});

test("a page answers questions, and approves nothing", async () => {
  const olive = await as("olive");
  const draft = await olive.arrange("X100001");
  const live = (more) => olive.post(`${draft}/advice`, {
    date: "26/11/2026", purpose: "supervision meeting", role: "counts", mode: "telephone", ...more,
  });
  assert.equal((await live({})).status, 200, "control");
  assert.equal((await live({ "ask.contact.private_place": '{"contact.private_place":true}' })).status, 200);
  for (const value of [
    '{"approvals":[{"role":"senior probation officer"}]}', '{"confirmed":["x"]}', '{"shown":["x"]}',
    '{"approvals":true}', "{", '{"no.such.fact":true}', '{"contact.private_place":7}',
  ]) {
    assert.equal((await live({ "ask.contact.private_place": value })).status, 400, value);
  }
  // A box for a number may hold anything: what is not a number is left out, and said at Continue.
  const without = await (await live({})).json();
  for (const value of ["[1]", "true", "forty", '"approvals"']) {
    const view = await (await live({ "ask.circumstances.travel_minutes": value })).json();
    assert.deepEqual(view.lead, without.lead, value);
  }
  assert.equal((await live({ mode: "pigeon" })).status, 400);
  assert.equal((await live({ role: attack })).status, 400);
  assert.equal((await olive.get(draft)).status, 200, "and the draft is as it was");
});

test("a case that cannot be read stops nobody, and decides nothing", async () => {
  const olive = await as("olive"), sam = await as("sam");
  const draft = await olive.arrange("X777777");
  const page = await (await olive.get(draft)).text();
  assert.match(page, /Advice is not available/);
  const live = await olive.post(`${draft}/advice`, { mode: "office" });
  assert.equal(live.status, 503);
  const nothing = await olive.post(draft, { date: "" });
  assert.match(nothing.headers.get("location"), /check=1$/);
  const on = await olive.post(draft, { date: "30/11/2026", mode: "office" });
  assert.equal(on.headers.get("location"), `${draft}/without`);
  assert.match(await (await olive.get(`${draft}/without`)).text(), /no decision on it was recorded/);
  for (const path of ["/team", "/case/X777777/contacts"]) {
    assert.equal((await sam.get(path)).status, 200, path);
  }
  const other = await olive.arrange("X100005");
  assert.equal((await olive.get(`${other}/without`)).status, 404, "control: where there is advice");
});

test("what is not HTTP, too much or too odd ends at the door", async () => {
  const get = "GET /sign-in HTTP/1.1", post = "POST /sign-in HTTP/1.1";
  const form = "Content-Type: application/x-www-form-urlencoded";
  assert.match(await raw(head(get)), / 200 /, "control");
  assert.match(await raw(head(get, `X: ${"a".repeat(9 * 1024)}`)), / 431 /);
  assert.match(await raw(head(post, form, `Content-Length: ${70 * 1024}`)), / 413 /);
  const chunk = `10000\r\n${"a".repeat(65536)}\r\n`;
  assert.match(await raw(head(post, form, "Transfer-Encoding: chunked"), chunk.repeat(8)), / 413 |closed/);
  assert.match(await raw(head(post, form, "Content-Length: 4", "Content-Length: 5"), "aaaa"), / 400 |closed/);
  assert.match(
    await raw(head(post, form, "Content-Length: 4", "Transfer-Encoding: chunked"), "0\r\n\r\n"),
    / 400 |closed/);
  assert.match(await raw("nonsense\r\n\r\n"), / 400 |closed/);
  assert.match(await raw(head("GET /sign-in?a=%zz HTTP/1.1")), / 400 /);
  assert.match(await raw(head("GET /sign-in?a=%00 HTTP/1.1")), / 400 /);
  assert.match(await raw(head("GET /sign-in?a=%ff HTTP/1.1")), / 400 /);
  assert.match(await raw(head("GET /%2e%2e/x HTTP/1.1")), / 400 /);
  assert.match(await raw(head("GET /assets/../words/en.toml HTTP/1.1")), / 404 /);
  assert.match(await raw(head("DELETE /cases HTTP/1.1")), / 405 /);
  assert.match(await raw(head(post, "Content-Type: text/plain", "Content-Length: 0")), / 400 /);
  const many = Array.from({ length: 101 }, (_, n) => `f${n}=1`).join("&");
  const fields = (text) => raw(head(post, form, `Content-Length: ${text.length}`, `Origin: ${host.url}`), text);
  assert.match(await fields(many), / 400 /);
  assert.match(await fields(many.replace("&f100=1", "")), / 303 /, "control: a hundred");
  const elsewhere = "GET /sign-in HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
  assert.match(await raw(elsewhere), / 421 /);
});

test("300 slow connections do not stop the host for good", { timeout: 60000 }, async () => {
  const { hostname, port } = new URL(host.url);
  const slow = Array.from({ length: 300 }, () => {
    const socket = connect(port, hostname);
    socket.on("error", () => {});
    socket.write("GET /sign-in HTTP/1.1\r\nX-Slow: ");
    const drip = setInterval(() => socket.write("a"), 1000);
    socket.on("close", () => clearInterval(drip));
    return new Promise((done) => socket.on("close", done));
  });
  const begin = Date.now();
  await Promise.all(slow);
  assert.ok(Date.now() - begin < 20000, "each was cut off");
  assert.match(await raw(head("GET /sign-in HTTP/1.1")), / 200 /);
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
  const page = await (await olive.get("/case/X100005")).text();
  assert.doesNotMatch(/<title>(.*)<\/title>/.exec(page)[1], /Mockup|X100005/);
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

test("a link back goes where the step says, whatever the query says", async () => {
  const olive = await as("olive");
  const page = await (await olive.get("/case/X100005?back=//evil.example&next=//evil.example")).text();
  assert.doesNotMatch(page, /evil/);
});

test("the stub sign-in listens on this machine alone", () => {
  const run = (...more) => execFileSync(join(build, "bin/blended-supervision-web"), [
    "--policy", "x", "--mapping", "x", "--data", "x", "--web", "x", "--page", "x", "--assets", "x", ...more,
  ], { encoding: "utf8", stdio: "pipe" });
  const said = (...more) => { try { return run(...more); } catch (error) { return error.stderr; } };
  assert.match(said("--address", "0.0.0.0"), /anybody can be anybody/);
  assert.doesNotMatch(said("--address", "127.0.0.1"), /anybody can be anybody/, "control");
});
