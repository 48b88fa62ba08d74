// What cannot be shown or done: a page in the frame of all pages, in the language of the visitor.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { axeOn, openBrowser, overflow, signIn, sizes } from "./browser.js";
import { Visitor, build, startHost } from "./host.js";

const skip = Boolean(process.env.WEB_URL);
const root = resolve(import.meta.dirname, "../..");
let host, browser;
before(async () => { host = await startHost(); browser = await openBrowser(); });
after(async () => { await browser?.close(); await host?.stop(); });

const as = (user) => new Visitor(host.url).signIn(user);
const titleOf = (page) => /<h1[^>]*>(.*?)<\/h1>/.exec(page)?.[1];

// Holds the trail, as another process that writes and does not come to an end would.
async function heldTrail(act) {
  const lock = spawn(join(root, "tests/console/tamper.py"), [join(host.state, "trail"), "--hold"]);
  await new Promise((done) => lock.stdout.once("data", done));
  try { return await act(); } finally {
    lock.stdin.end();
    await new Promise((done) => lock.once("exit", done));
  }
}

test("each is a page with the menu, and says what to do", { skip }, async () => {
  const olive = await as("olive");
  const draft = await olive.arrange("X100005");
  const pages = {
    400: await olive.post(draft, { date: "24/11/2026", mode: "pigeon" }),
    403: await olive.get("/team"),
    404: await olive.get("/nowhere"),
    503: await heldTrail(() => olive.get("/case/X100005")),
  };
  for (const [status, answer] of Object.entries(pages)) {
    assert.equal(answer.status, Number(status));
    const page = await answer.text();
    assert.match(answer.headers.get("content-type"), /^text\/html/, status);
    assert.match(page, /href="\/cases"/, `${status}: the menu`);
    assert.match(page, new RegExp(`<title>${titleOf(page)} –`), status);
    assert.doesNotMatch(page, /Mockup|Rupert/, `${status}: nothing of the case`);
  }
  assert.equal((await olive.get("/case/X100005")).status, 200, "control: and then it is shown");
});

test("in Welsh, on a phone, axe finds nothing", { skip }, async () => {
  const page = await (await browser.newContext({ viewport: sizes.phone })).newPage();
  await page.goto(`${host.url}/sign-in?lang=cy`);
  await signIn(page, host.url, "Olive Officer");
  for (const [path, title] of [["/team", "Ni allwch wneud hyn"], ["/nowhere", "Heb ddod o hyd i'r dudalen"],
    ["/case/X100011", "Mynediad cyfyngedig"]]) {
    await page.goto(host.url + path);
    assert.equal(await page.locator("h1").textContent(), title);
    assert.deepEqual(await axeOn(page), [], path);
    assert.equal(await overflow(page), 0, path);
  }
  // The warning before a session ends is on each of them.
  await page.evaluate(() => document.querySelector("session-end dialog").showModal());
  assert.ok(await page.locator("session-end dialog").isVisible());
  assert.deepEqual(await axeOn(page), [], "the warning");
  assert.equal(await overflow(page), 0, "the warning");
});

test("a restricted case says who to ask, and the same at each of its paths", { skip }, async () => {
  const olive = await as("olive"), pat = await as("pat"), ari = await as("ari");
  const routes = execFileSync(join(build, "bin/blended-supervision-web"), ["--routes"], { encoding: "utf8" });
  let tried = 0;
  const seen = new Set();
  for (const line of routes.trim().split("\n")) {
    const [method, pattern, ...roles] = line.split(" ");
    if (!pattern.startsWith("/case/{}")) continue;
    const visitor = roles.includes("practitioner") ? olive : ari;
    const path = pattern.replace("{}", "X100011").replace("{}", "1");
    const answer = await (method === "GET" ? visitor.get(path) : visitor.post(path));
    assert.equal(answer.status, 404, line);
    const page = await answer.text();
    assert.match(page, /Ask your head of service/, line);
    assert.doesNotMatch(page, /Imaginary|1 November|Tier/, line);
    // What the frame says of the path and the user aside.
    seen.add(/<main[^]*<\/main>/.exec(page)[0]);
    tried++;
  }
  assert.ok(tried >= 5 && seen.size === 1, `${tried} paths, ${seen.size} pages`);
  assert.match(await (await ari.get("/trail?crn=X100011")).text(), /that you may see/);
  assert.doesNotMatch(await (await olive.get("/cases?q=Imaginary")).text(), /Imaginary.*<bdi>|X100011/);
  assert.equal((await pat.get("/case/X100011")).status, 200, "control: who may see it");
  const trail = await (await (await as("sam")).get("/case/X100011/trail")).text();
  assert.doesNotMatch(trail, /<bdi>(olive|ari)\b/, "and the plugin was asked nothing for those who may not");
});

test("it takes no longer than a case that is not there", { skip }, async () => {
  const olive = await as("olive");
  const median = async (path) => {
    const times = [];
    for (let n = 0; n < 40; n++) {
      const begin = performance.now();
      await (await olive.get(path)).text();
      times.push(performance.now() - begin);
    }
    return times.sort((a, b) => a - b)[20];
  };
  await median("/case/X100011");
  const [restricted, nobody] = [await median("/case/X100011"), await median("/case/X999999")];
  console.log(`restricted ${restricted.toFixed(1)} ms, not there ${nobody.toFixed(1)} ms`);
  assert.ok(restricted < 2 * nobody + 2 && nobody < 2 * restricted + 2, `${restricted} and ${nobody} ms`);
});

test("behind TLS the cookie is this host's alone, and HSTS is on", { skip }, async () => {
  const behind = await startHost("--tls");
  const sign = async (origin) => fetch(`${behind.url}/sign-in`, {
    method: "POST", redirect: "manual", body: new URLSearchParams({ user: "olive" }),
    headers: { Origin: origin, "Sec-Fetch-Site": "same-origin" },
  });
  const answer = await sign(behind.url.replace("http:", "https:"));
  assert.match(answer.headers.get("set-cookie"),
    /^__Host-session=[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
  assert.match(answer.headers.get("strict-transport-security"), /^max-age=\d{8}/);
  assert.equal((await sign(behind.url)).status, 403, "a form that came without TLS");
  await behind.stop();
  const plain = await new Visitor(host.url).get("/sign-in");
  assert.equal(plain.headers.get("strict-transport-security"), null, "control: without TLS");
});

test("a page of another origin cannot post here, in a browser", { skip }, async () => {
  const context = await browser.newContext(), page = await context.newPage();
  await signIn(page, host.url, "Olive Officer");
  const csrf = await page.locator("[name=csrf]").first().inputValue();
  const statuses = [];
  page.on("response", (each) => each.request().method() === "POST" && statuses.push(each.status()));
  const form = `<form method="post" action="${host.url}/case/X100001/arrange">
    <input name="csrf" value="${csrf}"><button>Go</button></form>`;
  await context.route("http://evil.example/", (route) => route.fulfill({ contentType: "text/html", body: form }));
  await page.goto("http://evil.example/");
  await page.locator("button").click();
  await page.waitForLoadState();
  await page.goto(`${host.url}/case/X100001`);
  await page.locator("main button").first().click();
  await page.waitForURL(/\/draft\//);
  assert.deepEqual(statuses, [403, 303], "and, as a control, from the host's own page");
});
