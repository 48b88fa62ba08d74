// Every text of a page comes from the plugin or from the catalogues, in both languages; and the
// templates keep the rules that make escaping enough.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";

const root = resolve(import.meta.dirname, "../..");
const web = join(root, "host-stubs/web"), page = join(root, "bindings/node/page");

function files(folder, ending) {
  return readdirSync(folder, { recursive: true }).filter((each) => each.endsWith(ending))
    .map((each) => [each, readFileSync(join(folder, each), "utf8")]);
}

// The catalogues are flat: groups of texts on one line each.
function catalogue(language) {
  const texts = new Map();
  let group = "";
  for (const line of readFileSync(join(web, `words/${language}.toml`), "utf8").split("\n")) {
    const head = /^\[(.+)\]$/.exec(line), text = /^"?([^"=]+?)"? = "(.*)"$/.exec(line);
    if (head) group = `${head[1]}.`;
    else if (text) texts.set(group + text[1], text[2]);
    else assert.match(line, /^(#.*)?$/, `${language}.toml: ${line}`);
  }
  return texts;
}
const english = catalogue("en"), welsh = catalogue("cy");
const own = files(join(web, "templates"), ".mustache");
const ofAdvice = files(join(page, "templates"), ".mustache");
const templates = [...own, ...ofAdvice];
const sources = files(web, ".cc");

test("both languages say the same things", () => {
  assert.deepEqual([...welsh.keys()], [...english.keys()]);
  const holes = (text) => (text.match(/\{\w+\}/g) ?? []).sort();
  for (const [key, text] of english) assert.deepEqual(holes(welsh.get(key)), holes(text), key);
  const same = [...english].filter(([key, text]) => /\w{4}/.test(text) && welsh.get(key) === text);
  assert.deepEqual(same.map(([key]) => key), [], "not translated");
});

test("the package of the advice has its words in both languages, and no others", () => {
  const { en, cy } = JSON.parse(readFileSync(join(page, "words.json"), "utf8"));
  const asked = new Set(ofAdvice.flatMap(([, text]) =>
    [...text.matchAll(/\{\{[#^/]?say\.(\w+)\}\}/g)].map(([, key]) => key)));
  assert.deepEqual(Object.keys(en).sort(), [...asked].sort());
  assert.deepEqual(Object.keys(cy), Object.keys(en));
  for (const key of asked) assert.notEqual(cy[key], en[key], key);
  for (const [name, text] of ofAdvice) assert.doesNotMatch(text, /\{\{[#^/]?t\./, `${name}: a host's words`);
});

test("what is asked for is there, and what is there is asked for", () => {
  const asked = new Set(), groups = new Set();
  for (const [name, text] of templates) {
    for (const [, key] of text.matchAll(/\{\{[#^/]?t\.([\w.-]+)\}\}/g)) {
      assert.ok(english.has(key), `${name}: ${key}`);
      asked.add(key);
    }
  }
  for (const [name, text] of sources) {
    for (const [, key] of text.matchAll(/Say\((?:language, )?"([\w. -]+)"/g)) {
      if (/[._]$/.test(key)) groups.add(key);
      else assert.ok(english.has(key), `${name}: ${key}`), asked.add(key);
    }
    for (const [, first, second] of text.matchAll(/\? "([\w. -]+)" : "([\w. -]+)"/g)) {
      asked.add(first).add(second);
    }
    for (const [, key] of text.matchAll(/Name\((?:visit\.)?language, "(\w+)"/g)) groups.add(`${key}.`);
    for (const [, page] of text.matchAll(/\.page = "([\w-]+)"/g)) asked.add(`${page}.title`);
  }
  // Of these the last part of a key is put together.
  for (const group of ["menu.", "team.", "check.", "approval.", "outcome.", "month.", "verdict."]) groups.add(group);
  const unused = [...english.keys()].filter((key) =>
    !asked.has(key) && ![...groups].some((group) => key.startsWith(group)));
  assert.deepEqual(unused, []);
});

// What is wrong with a template, one thing a line.
function faults(text) {
  const found = [];
  if (/\{\{\{|\{\{&/.test(text)) found.push("a text that is not escaped");
  const bare = text.replaceAll(/\{\{[^}]*\}\}/g, "");
  if (/<[^>]*\s(on\w+|style)=/.test(bare)) found.push("a handler or a style in markup");
  if (/=[^"\s>]*\{\{/.test(text.replaceAll(/="[^"]*"/g, ""))) found.push("an attribute without quotes");
  if (/(href|src|action)="\{\{[^}]*\}\}[^"]/.test(text)) found.push("a path that is put together");
  if (/<(script|style)[^>]*>[^<]/.test(bare)) found.push("a script or a style in markup");
  const words = bare.replaceAll(/<[^>]*>/g, " ").replaceAll(/&\w+;/g, " ");
  const literal = /\p{L}{2,}/u.exec(words.replaceAll(/English|Cymraeg/g, ""));
  if (literal) found.push(`a word: ${literal[0]}`);
  const attribute = /(?:aria-label|title|alt|placeholder)="[^"{]*\p{L}{2,}/u.exec(text);
  if (attribute) found.push(`a word: ${attribute[0]}`);
  return found;
}

test("no template has words, scripts or texts that are not escaped", () => {
  for (const [name, text] of templates) assert.deepEqual(faults(text), [], name);
});

test("control: each fault is found", () => {
  for (const text of [
    "{{{name}}}", "{{&name}}", "<p onclick=\"x\">", "<p style=\"x\">", "<p id={{id}}>",
    "<a href=\"{{host}}/x\">", "<script>x</script>", "<p>Words</p>", "<p aria-label=\"Words\">",
  ]) {
    assert.ok(faults(text).length > 0, text);
  }
});
