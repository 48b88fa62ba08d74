// The system's Chromium, and axe run in it past the page's Content-Security-Policy.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export const sizes = {
  desktop: { width: 1280, height: 900 },
  phone: { width: 320, height: 640 },
};

export function openBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"],
  });
}

// What axe finds: "rule: html".
export async function axeOn(page) {
  await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
  const session = await page.context().newCDPSession(page);
  const run = `;axe.run(document, { runOnly: ${JSON.stringify(rules)} }).then((found) =>
    JSON.stringify(found.violations.map((each) => each.id + ": " + each.nodes[0].html)))`;
  const answer = await session.send("Runtime.evaluate", {
    expression: axe + run, awaitPromise: true, returnByValue: true,
  });
  return JSON.parse(answer.result.value);
}

// How many pixels the page is wider than its window.
export function overflow(page) {
  return page.evaluate(() =>
    document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

// Everything that the browser complains of, as it comes.
export function complaints(page) {
  const list = [];
  page.on("console", (message) => message.type() === "error" && list.push(message.text()));
  page.on("pageerror", (error) => list.push(error.message));
  return list;
}

export async function signIn(page, url, name) {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel(name).check();
  await page.locator("main button").click();
}
