#!/usr/bin/env python3
"""Opens pages in headless Chromium in five modes and judges them; prints what is wrong.

Usage: page_check.py AXE.js PAGE.html...   [PICTURES=DIR: keeps a picture of each mode]
The last line counts: "N passed, M failed".
"""

import base64
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

# Name -> width, letters in percent, colours, medium.
MODES = {
    "light": (1280, 100, "light", "screen"),
    "dark": (1280, 100, "dark", "screen"),
    "telephone": (360, 100, "light", "screen"),
    "narrow": (320, 100, "dark", "screen"),
    "large": (1280, 200, "light", "screen"),
    "print": (718, 100, "light", "print"),
}
AXE = "axe.run(document, {resultTypes: ['violations'], runOnly: ['wcag2a','wcag2aa','wcag21a'," \
    "'wcag21aa','wcag22aa','best-practice']}).then(r => JSON.stringify(r.violations.map(" \
    "v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 120)).join(' | '))))"
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
# Letters in pictures, which axe leaves to people: their contrast with the page, at least 4.5.
PALE = """(() => {
  const light = c => { const v = c.match(/\\d+/g).slice(0, 3).map(x => { x /= 255;
    return x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2]; };
  const paper = light(getComputedStyle(document.body).backgroundColor);
  return [...document.querySelectorAll('svg text')].filter(t => {
    const ink = light(getComputedStyle(t).fill);
    return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05) < 4.5; }).length;
})()"""
BARE_PICTURES = "[...document.querySelectorAll('svg')].filter(" \
    "s => s.getAttribute('role') !== 'img' || !s.querySelector('title').textContent" \
    " || !s.querySelector('desc').textContent" \
    " || !s.parentNode.querySelector('table')).length"
CLIPPED = "[...document.querySelectorAll('svg text')].filter(t => t.getBBox().width >" \
    " t.ownerSVGElement.getBoundingClientRect().width + 1).length"


class Browser:
    """One Chromium, spoken to by messages that end in NUL over descriptors 3 and 4."""

    def __init__(self, folder):
        ours, theirs_out = os.pipe()
        theirs_in, self.to = os.pipe()
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        if not program:
            sys.exit("page_check: chromium is not installed")

        def wire():
            os.dup2(theirs_in, 13)
            os.dup2(theirs_out, 14)
            os.dup2(13, 3)
            os.dup2(14, 4)

        self.process = subprocess.Popen(
            [program, "--headless=new", "--remote-debugging-pipe", "--no-first-run",
             "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
             f"--user-data-dir={folder}/profile", *(["--no-sandbox"] if os.getuid() == 0 else [])],
            close_fds=False, preexec_fn=wire, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            env={**os.environ, "HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_CACHE_HOME": folder},
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self.answers = os.fdopen(ours, "rb")
        self.number = 0
        self.events = []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = None
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(domain + ".enable")

    def hear(self):
        text = bytearray()
        while (byte := self.answers.read(1)) != b"\0":
            if not byte:
                sys.exit("page_check: the browser ended")
            text += byte
        return json.loads(text)

    def ask(self, method, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if getattr(self, "session", None):
            message["sessionId"] = self.session
        os.write(self.to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.hear()
            if answer.get("id") == self.number:
                if "error" in answer:
                    sys.exit(f"page_check: {method}: {answer['error']['message']}")
                return answer["result"]
            self.events.append(answer)

    def evaluate(self, script):
        result = self.ask("Runtime.evaluate", expression=script, awaitPromise=True,
                          returnByValue=True)
        if "exceptionDetails" in result:
            sys.exit(f"page_check: {result['exceptionDetails']}")
        return result["result"].get("value")

    def open(self, path, mode):
        width, letters, colours, medium = MODES[mode]
        self.events = []
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=800,
                 deviceScaleFactor=1, mobile=False)
        self.ask("Emulation.setEmulatedMedia", media=medium,
                 features=[{"name": "prefers-color-scheme", "value": colours}])
        self.ask("Page.navigate", url=pathlib.Path(path).resolve().as_uri())
        while not any(e.get("method") == "Page.loadEventFired" for e in self.events):
            self.events.append(self.hear())
        if letters != 100:
            self.evaluate(f"document.documentElement.style.fontSize = '{letters}%'")

    def close(self):
        self.session = None
        self.ask("Browser.close")
        self.process.wait(timeout=20)


def judge(browser, axe, path, mode):
    """What is wrong with the page in that mode, a sentence each."""
    browser.open(path, mode)
    wrong = []
    if browser.evaluate(WIDER):
        wrong.append("wider than the screen")
    for name, script in (("pale letters in pictures", PALE), ("bare pictures", BARE_PICTURES),
                         ("letters cut in pictures", CLIPPED)):
        count = browser.evaluate(script)
        if count:
            wrong.append(f"{name}: {count}")
    browser.evaluate(axe)
    wrong += json.loads(browser.evaluate(AXE))
    for event in browser.events:
        method = event.get("method", "")
        if method in ("Runtime.exceptionThrown", "Log.entryAdded"):
            wrong.append(json.dumps(event["params"])[:300])
        url = event.get("params", {}).get("request", {}).get("url", "file:")
        if method == "Network.requestWillBeSent" and not url.startswith("file:"):
            wrong.append("asks for " + url)
    return wrong


def picture(browser, folder, path, mode):
    shot = browser.ask("Page.captureScreenshot", format="png", captureBeyondViewport=True)
    name = f"{pathlib.Path(path).stem}-{mode}.png"
    (pathlib.Path(folder) / name).write_bytes(base64.b64decode(shot["data"]))


def main():
    axe = pathlib.Path(sys.argv[1]).read_text()
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        browser = Browser(folder)
        for path in sys.argv[2:]:
            for mode in MODES:
                wrong = judge(browser, axe, path, mode)
                if os.environ.get("PICTURES"):
                    picture(browser, os.environ["PICTURES"], path, mode)
                for what in wrong:
                    print(f"{path}: {mode}: {what}")
                passed += not wrong
                failed += bool(wrong)
        browser.close()
    print(f"{passed} passed, {failed} failed")
    return int(failed > 0)


sys.exit(main())
