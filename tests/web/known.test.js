// What was approved and answered once is not asked again, for as long as it holds.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Visitor, startHost } from "./host.js";

let host;
before(async () => { host = await startHost(); });
after(async () => { await host?.stop(); });

const as = (user) => new Visitor(host.url).signIn(user);
const view = async (visitor, draft, fields) => (await visitor.post(`${draft}/advice`, {
  date: "26/11/2026", purpose: "supervision meeting", role: "counts", ...fields,
})).json();
const tagOf = (advice, mode) => advice.modes.find((each) => each.mode === mode).tag?.text;

test("an approval holds for the next contact too, until its last day or a refusal", async () => {
  const olive = await as("olive"), sam = await as("sam");
  const asked = await olive.arrange("X100002");
  assert.equal(tagOf(await view(olive, asked, {}), "home visit"), "Needs approval", "control");
  await olive.decide("X100002", "home visit");
  const number = /\/approval\/(\d+)/.exec(await (await sam.get("/approvals")).text())[1];
  const answer = (fields) => sam.post(`/approval/${number}`, fields);
  assert.equal((await answer({ approve: "yes", until: "1/12/2026" })).status, 303);

  const next = await olive.arrange("X100002");
  assert.notEqual(next, asked);
  assert.notEqual(tagOf(await view(olive, next, {}), "home visit"), "Needs approval");
  assert.equal(tagOf(await view(olive, next, { date: "2/12/2026" }), "home visit"), "Needs approval",
    "after its last day");
  const other = await olive.arrange("X100004");
  assert.equal(tagOf(await view(olive, other, {}), "home visit"), "Needs approval", "another person");

  const page = await (await olive.get(next)).text();
  const basis = /name="basis" value="([^"]*)"/.exec(page)[1];
  await answer({ approve: "no", words: "The danger is known now." });
  assert.equal(tagOf(await view(olive, next, {}), "home visit"), "Needs approval", "refused since");
  const fields = { date: "26/11/2026", purpose: "supervision meeting", role: "counts", mode: "home visit" };
  const on = await olive.post(next, { ...fields, basis });
  assert.match(on.headers.get("location"), /changed=1$/, "and a page from before it is shown again");
});

test("an answer is asked once, and the next contact knows it", async () => {
  const pat = await as("pat");
  const asks = async (crn, fields) => {
    const advice = await view(pat, await pat.arrange(crn), fields);
    return (advice.ask?.questions ?? []).map((each) => each.fact);
  };
  const first = await asks("X100005", { mode: "telephone" });
  assert.ok(first.length > 0);
  const fact = first[0];
  const draft = await pat.arrange("X100005");
  const advice = await view(pat, draft, { mode: "telephone" });
  const question = advice.ask.questions.find((each) => each.fact === fact);
  const answer = question.options.find((each) => each.value);
  await pat.decide("X100005", "office", { [question.name]: answer.value });
  assert.ok(!(await asks("X100005", { mode: "telephone" })).includes(fact), fact);
  const other = await as("olive");
  const theirs = await view(other, await other.arrange("X100005"), { mode: "telephone" });
  assert.ok(!(theirs.ask?.questions ?? []).some((each) => each.fact === fact), "whoever asks");
});
