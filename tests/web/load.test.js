// Eight practitioners at once: nothing fails, nothing is lost, and memory stays as it is.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { Visitor, startHost } from "./host.js";

const SECONDS = Number(process.env.WEB_LOAD_SECONDS ?? 60);
// The aim is 200 pages with advice a second, on two cores that do nothing else; the bound is for a
// machine that does.
const LEAST = 50;
let host;
before(async () => { host = await startHost(); });
after(async () => { await host?.stop(); });

const memory = () =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${host.pid}/status`, "utf8"))[1]);

// For that long, and at least so many visits: how many a second, and their 95th percentile.
async function visit(act, seconds, visits = 0) {
  const end = Date.now() + seconds * 1000, times = [];
  await Promise.all(Array.from({ length: 8 }, async (_, n) => {
    while (Date.now() < end || times.length < visits) {
      const begin = performance.now();
      const answer = await act(n);
      assert.equal(answer.status, 200);
      await answer.arrayBuffer();
      times.push(performance.now() - begin);
    }
  }));
  times.sort((a, b) => a - b);
  return [times.length / seconds, times[Math.floor(times.length * 0.95)]];
}

const skip = Boolean(process.env.WEB_URL || process.env.WEB_SHORT);
test("eight visitors at once", { skip }, async () => {
  const visitors = await Promise.all(Array.from({ length: 8 }, () => new Visitor(host.url).signIn("olive")));
  const draft = await visitors[0].arrange("X100005");
  const fields = { date: "24/11/2026", purpose: "supervision meeting", role: "counts", mode: "telephone" };
  const live = (n) => visitors[n].post(`${draft}/advice`, fields);
  const kinds = {
    "live advice": live,
    "the page with the advice, which leaves a READ": (n) => visitors[n].get(draft),
    "the list of cases": (n) => visitors[n].get("/cases"),
  };
  // SQLite fills its caches with the first records, 2 MB for each connection. Then nothing grows.
  await visit((n) => visitors[n].get(draft), 0, 200 * SECONDS);
  for (const act of Object.values(kinds)) await visit(act, 1);
  for (const [name, act] of Object.entries(kinds)) {
    const start = memory();
    const [rate, p95] = await visit(act, SECONDS / 3);
    console.log(`${name}: ${rate.toFixed(0)} a second, p95 ${p95.toFixed(0)} ms`);
    if (act !== kinds["the list of cases"]) assert.ok(rate > LEAST, `${name}: ${rate} a second`);
    const grown = memory() / start - 1;
    console.log(`memory ${(start / 1024).toFixed(0)} MiB, then ${(grown * 100).toFixed(1)} % more`);
    assert.ok(grown < 0.05, `${name}: memory grew by ${(grown * 100).toFixed(0)} %`);
  }
});
