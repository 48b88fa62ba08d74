// What is typed into a form with data-keep is kept by the host while it is typed, as `keep=1`, so that
// nothing is lost where the session ends or the page is left. Continue keeps it without a script.
const PAUSE = 500; // ms

for (const form of document.querySelectorAll("form[data-keep]")) {
  let pause;
  const keep = () => {
    clearTimeout(pause);
    const body = new URLSearchParams(new FormData(form));
    body.set("keep", "1");
    fetch(form.action, { method: "POST", body, keepalive: true }).catch(() => {});
  };
  form.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(keep, PAUSE);
  });
  form.addEventListener("change", keep);
  form.addEventListener("submit", () => clearTimeout(pause));
}
