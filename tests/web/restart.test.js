// What outlives the host: decisions that were acknowledged before a kill -9, and drafts whose advice
// is no longer what it was.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { Visitor, startHost } from "./host.js";

const skip = Boolean(process.env.WEB_URL);
const RECORDS = process.env.WEB_SHORT ? 60 : 1000;
const root = resolve(import.meta.dirname, "../..");
const folder = () => mkdtempSync(join(tmpdir(), "bsup-web-restart-"));
const cases = ["X100001", "X100004", "X100009", "X100010"];

const signedIn = (host, user) => new Visitor(host.url).signIn(user);

// Decides again and again until there are enough or the host is gone; each path that was answered.
async function decideOn(host, user, crn, acknowledged, enough) {
  try {
    const visitor = await signedIn(host, user);
    while (acknowledged.size < enough) {
      const path = await visitor.decide(crn, "office");
      assert.match(path, /^\/decision\/[0-9a-f]{64}$/);
      acknowledged.set(path, user);
    }
  } catch (error) {
    if (error instanceof TypeError) return; // fetch: the host is gone
    throw error;
  }
}

// The records of decisions that are there, by the path that was acknowledged.
async function findAll(host, acknowledged) {
  const visitors = { olive: await signedIn(host, "olive"), pat: await signedIn(host, "pat") };
  const numbers = new Map();
  for (const [path, user] of acknowledged) {
    const page = await (await visitors[user].get(path)).text();
    const number = /Record number (\d+)/.exec(page)?.[1];
    if (number) numbers.set(path, number);
  }
  return numbers;
}

test(`kill -9 during ${RECORDS} records: each acknowledged one is there`, { skip, timeout: 1200000 }, async () => {
  const state = folder(), old = folder(), acknowledged = new Map();
  let host;
  for (let part = 1; part <= 4; part++) {
    host = await startHost("--state", state);
    const enough = Math.ceil(RECORDS * part / 4);
    const all = cases.flatMap((crn) => ["olive", "pat"].map((user) =>
      decideOn(host, user, crn, acknowledged, part === 4 ? enough : Infinity)));
    if (part < 4) {
      while (acknowledged.size < enough) await new Promise((done) => setTimeout(done, 1));
      process.kill(host.pid, "SIGKILL");
      await host.stop();
    }
    await Promise.all(all);
    if (part === 1) cpSync(state, old, { recursive: true });
  }
  const numbers = await findAll(host, acknowledged);
  assert.equal(numbers.size, acknowledged.size, "none is lost");
  assert.equal(new Set(numbers.values()).size, numbers.size, "and none is there twice");
  const sam = await signedIn(host, "sam");
  assert.match(await (await sam.post("/trail/verify")).text(), /The trail is intact/);
  await host.stop();
  console.log(`${acknowledged.size} decisions acknowledged around 3 kills, each is there`);

  // Control: a trail that lost what came after the first kill.
  // The store goes with its own write-ahead log, if it has one.
  const isStore = (name) => name.startsWith("store.db");
  for (const name of readdirSync(old).filter(isStore)) rmSync(join(old, name));
  for (const name of readdirSync(state).filter(isStore)) cpSync(join(state, name), join(old, name));
  host = await startHost("--state", old);
  assert.ok((await findAll(host, acknowledged)).size < acknowledged.size, "a loss is seen");
  await host.stop();
});

// A folder with the sample cases, one of them changed.
function changedData(crn, change) {
  const data = folder(), from = join(root, "host-stubs/data");
  for (const name of readdirSync(from).filter((each) => /^X.*\.json$/.test(each))) {
    const text = readFileSync(join(from, name), "utf8"), payload = JSON.parse(text);
    if (payload.crn === crn) change(payload);
    writeFileSync(join(data, name), payload.crn === crn ? JSON.stringify(payload) : text);
  }
  return data;
}

test("advice that changed between the page and the decision is shown again, and nothing recorded", { skip }, async () => {
  const state = folder();
  let host = await startHost("--state", state);
  let pat = await signedIn(host, "pat");
  const value = (page, name) => new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(page)?.[1];
  const drafts = {};
  for (const crn of ["X100001", "X100009"]) {
    const draft = drafts[crn] = await pat.arrange(crn);
    const basis = value(await (await pat.get(draft)).text(), "basis");
    const fields = { basis, date: "26/11/2026", purpose: "supervision meeting", role: "counts", mode: "office" };
    await pat.post(draft, fields);
    drafts[`${crn} checked`] = value(await (await pat.get(`${draft}/check`)).text(), "checked");
    drafts[`${crn} fields`] = fields;
  }
  await host.stop();

  // The case changes while the practitioner thinks.
  host = await startHost("--state", state,
    "--data", changedData("X100001", (payload) => { payload.roshWidget.overallRisk = "VERY_HIGH"; }));
  pat = await signedIn(host, "pat");
  const record = (crn) => pat.post(`${drafts[crn]}/record`, { checked: drafts[`${crn} checked`] });
  const draft = drafts.X100001;
  assert.equal((await record("X100001")).headers.get("location"), `${draft}?changed=1`);
  const page = await (await pat.get(`${draft}?changed=1`)).text();
  assert.match(page, /The advice has changed since you opened this page/);
  assert.match(page, /value="office"[^>]* checked/, "what was entered is there");
  const again = await pat.post(draft, drafts["X100001 fields"]);
  assert.equal(again.headers.get("location"), `${draft}?changed=1`, "nor on the way there");
  assert.doesNotMatch(await (await pat.get("/case/X100001")).text(), /\/decision\//, "nothing is recorded");
  assert.match((await record("X100009")).headers.get("location"), /^\/decision\//, "control: a case that did not change");
  await host.stop();
});

test("a trail that was tampered with is said to be, on the page", { skip }, async () => {
  const state = folder();
  let host = await startHost("--state", state);
  let sam = await signedIn(host, "sam");
  const pat = await signedIn(host, "pat");
  await pat.decide("X100001", "office");
  assert.match(await (await sam.post("/trail/verify")).text(), /The trail is intact/, "control");
  await host.stop();
  execFileSync(join(root, "tests/console/tamper.py"), [join(state, "trail"),
    "UPDATE record SET bytes = flip(bytes, 30) WHERE sequence = 1"]);
  host = await startHost("--state", state);
  sam = await signedIn(host, "sam");
  const page = await (await sam.post("/trail/verify")).text();
  assert.match(page, /moj-alert--warning[^]*The trail was tampered with/);
  assert.match(page, /Keep the files as they are/);
  await host.stop();
});
