"""A page in headless Chromium, with axe-core in it.

`CHROMIUM` names the browser, `AXE_CORE` the file axe.min.js of the npm package axe-core; without the first, `chromium`
is looked for on the path.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any, Final

import pytest

_POLICY: Final = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_RUN: Final = """
axe.run(document, {resultTypes: ["violations"]}).then(result => {
  const found = document.createElement("pre");
  found.id = "axe-found";
  found.textContent = JSON.stringify({
    violations: result.violations.map(each => ({id: each.id, at: each.nodes.map(node => node.html)})),
    passes: result.passes.length,
  });
  document.body.append(found);
});
"""


def axe(html: str, folder: Path) -> dict[str, Any]:
    """What axe finds in a page: `violations`, and how many rules it `passes`.

    What unfolds is unfolded, and the policy that forbids scripts is taken out, since axe is one.
    """
    script = os.environ.get("AXE_CORE")
    if not script:
        pytest.skip("needs AXE_CORE, the path of axe.min.js from the npm package axe-core, and Chromium")
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert browser, "there is no chromium on the path, and CHROMIUM names none"
    source = Path(script).read_text(encoding="utf-8").replace("</script", "<\\/script")
    opened = _POLICY.sub("", html).replace("<details>", "<details open>")
    page = folder / "page.html"
    page.write_text(
        opened.replace("</body>", f"<script>{source}</script><script>{_RUN}</script></body>"), encoding="utf-8"
    )
    command = [browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=120000", "--dump-dom"]
    done = subprocess.run(
        [*command, f"--user-data-dir={folder / 'profile'}", page.as_uri()],
        capture_output=True,
        text=True,
        timeout=240,
        check=True,
    )
    found = re.search(r'<pre id="axe-found">(.*?)</pre>', done.stdout, re.DOTALL)
    assert found, "axe did not finish"
    answer: dict[str, Any] = json.loads(unescape(found[1]))
    return answer
