// A decision that needs approval: who may give it, and what it changes.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Visitor, startHost } from "./host.js";

let host;
before(async () => { host = await startHost(); });
after(async () => { await host?.stop(); });

const as = (user) => new Visitor(host.url).signIn(user);
const text = async (visitor, path) => (await visitor.get(path)).text();
const numberOf = (page) => /href="\/approval\/(\d+)"/.exec(page)?.[1];

test("a senior approves what a practitioner decided, once", async () => {
  const olive = await as("olive"), sam = await as("sam");
  assert.equal(numberOf(await text(sam, "/approvals")), undefined, "nothing waits");
  const decision = await olive.decide("X100002", "home visit");
  assert.match(await text(olive, decision), /It waits for approval/);
  const number = numberOf(await text(sam, "/approvals"));
  const page = await text(sam, `/approval/${number}`);
  assert.match(page, /It is the only way this week/);
  assert.match(page, /Advised when it was decided<[^]*?Office visit/, "as it was shown then");
  const form = /name="form" value="([0-9a-f]{64})"/.exec(page)[1];

  assert.equal((await olive.post(`/approval/${number}`, { approve: "yes", role: "senior" })).status, 403,
    "a role that is posted is worth nothing");
  assert.match(await (await sam.post(`/approval/${number}`, { approve: "no" })).text(),
    /Enter why you refuse it/);
  const answer = { approve: "yes", until: "1/12/2026", form };
  const [one, two] = await Promise.all([answer, answer].map((each) => sam.post(`/approval/${number}`, each)));
  assert.equal(one.status, 303);
  assert.equal(two.status, 303, "the same form, sent twice");
  assert.match(await text(olive, decision), /It is approved/);
  assert.equal(numberOf(await text(sam, "/approvals")), undefined);
});

test("a refusal has its words, and the decision says so", async () => {
  const pat = await as("pat"), sam = await as("sam");
  const decision = await pat.decide("X100004", "home visit");
  const number = numberOf(await text(sam, "/approvals"));
  await sam.post(`/approval/${number}`, { approve: "no", words: "See the safety plan first." });
  assert.match(await text(pat, decision), /Approval was refused/);
});

test("what is not a decision is not there to approve", async () => {
  const sam = await as("sam");
  for (const path of ["/approval/0", "/approval/999999", "/approval/x", "/approval/1e3"]) {
    assert.equal((await sam.get(path)).status, 404, path);
  }
});

test("an outcome is recorded once for a form, and what is missing is said", async () => {
  const pat = await as("pat");
  const decision = await pat.decide("X100010", "telephone", { date: "23/11/2026" });
  const page = await text(pat, `${decision}/outcome`);
  const form = /name="form" value="([0-9a-f]{64})"/.exec(page)[1];
  const missing = await (await pat.post(`${decision}/outcome`, { form })).text();
  assert.match(missing, /Select how you met/);
  assert.match(missing, /Select whether the person attended/);
  const fields = { form, mode: "telephone", attended: "attended", technical: "no", risk: "gained" };
  for (let n = 0; n < 2; n++) {
    assert.equal((await pat.post(`${decision}/outcome`, fields)).headers.get("location"), decision);
  }
  assert.match(await text(pat, decision), /What came of it is recorded/);
});

test("nothing is recorded of a contact that is to come", async () => {
  const pat = await as("pat");
  const decision = await pat.decide("X100010", "telephone", { date: "26/11/2026" });
  const fields = { form: "b".repeat(64), mode: "telephone", attended: "attended" };
  assert.match(await (await pat.post(`${decision}/outcome`, fields)).text(), /The contact is on .*26 November 2026/);
  assert.doesNotMatch(await text(pat, decision), /What came of it is recorded/);
});
