"""Opens reports in a real browser and says what a reader would complain of.

    report.py FILE.html ...                  prints one line for each thing that does not hold
    report.py --pictures FOLDER FILE.html    writes what is seen at each size, light, dark and printed

Exit status 3 where there is no browser.
"""
import os
import sys

from chromium import Browser

SIZES = {"phone": (390, 844), "laptop": (1366, 768), "projector": (1920, 1080)}
HERE = os.path.dirname(os.path.abspath(__file__))
LOOK = open(os.path.join(HERE, "look.js"), encoding="utf-8").read()
complaints = []


def expect(holds, words):
    if not holds:
        complaints.append(words)


def visit(browser, path, size, **more):
    browser.open(path, SIZES[size], **more)
    browser.call("Runtime.evaluate", expression=LOOK.replace("const look", "var look", 1))


def check_looks(browser, path):
    """Nothing is cut off, nothing overlaps, all can be read: at each size, light and dark, with scripts and without."""
    for size in SIZES:
        for dark in (False, True):
            for scripts in (True, False):
                visit(browser, path, size, dark=dark, scripts=scripts)
                where = f"{size}, {'dark' if dark else 'light'}, {'with' if scripts else 'without'} scripts: "
                places = browser.run("look.places()")
                expect(places["count"] > 50, where + "there is hardly a word on the page")
                complaints.extend(where + words for words in places["found"][:5])
                contrasts = browser.run("look.contrasts()")
                expect(contrasts["count"] > 100, where + "there is hardly a word to read")
                complaints.extend(where + words for words in contrasts["found"][:5])
    visit(browser, path, "laptop", dark=True, media="print")
    complaints.extend("on paper: " + words for words in browser.run("look.contrasts()")["found"][:5])
    expect(browser.run("getComputedStyle(document.body).color") == "rgb(31, 41, 55)", "on paper: a dark screen makes dark paper")
    expect(browser.run("[...document.querySelectorAll('.scripted, .skip')].every(e => !e.checkVisibility())"), "on paper: there are buttons")


def check_alone(browser, path):
    """The page asks for nothing and breaks no rule of its own."""
    visit(browser, path, "laptop")
    asked = [e["params"]["request"]["url"] for e in browser.events if e["method"] == "Network.requestWillBeSent"]
    expect(all(url.startswith("file://" + path) for url in asked) and len(asked) == 1, f"it asks for {asked}")
    for event in browser.events:
        if event["method"] in ("Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled"):
            complaints.append(f"the browser says: {event['params']}")
    expect(browser.run("document.querySelectorAll('[src], link, iframe, object, embed, use, image').length") == 0, "it refers to something outside")
    expect(browser.run("[...document.querySelectorAll('[href]')].every(e => e.getAttribute('href').startsWith('#'))"), "a link leads out of the page")
    # A script that is not ours does not run.
    browser.run("(() => { const s = document.createElement('script'); s.textContent = 'window.strange = 1'; document.body.append(s); })()")
    expect(browser.run("window.strange === undefined"), "a script that is not the page's own runs")


def check_structure(browser, path):
    """What those rely on who do not see the page."""
    visit(browser, path, "laptop")
    ids = browser.run("[...document.querySelectorAll('[id]')].map(e => e.id)")
    expect(len(ids) == len(set(ids)), f"an id is given twice: {sorted(i for i in set(ids) if ids.count(i) > 1)}")
    lost = browser.run("[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1)).filter(id => !document.getElementById(id))")
    expect(lost == [], f"links lead nowhere: {lost[:5]}")
    expect(browser.run("document.querySelectorAll('h1').length") == 1, "there is not one h1")
    levels = browser.run("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => Number(h.tagName[1]))")
    expect(all(b <= a + 1 for a, b in zip(levels, levels[1:])), f"a level of headings is left out: {levels}")
    for landmark in ("header", "main", "footer", "section[aria-labelledby]"):
        expect(browser.run(f"document.querySelector('{landmark}') !== null"), f"there is no {landmark}")
    expect(browser.run("[...document.querySelectorAll('table')].every(t => t.caption && t.querySelector('th[scope=row]'))"), "a table has no caption or no heads of rows")
    expect(browser.run("[...document.querySelectorAll('th')].every(t => t.scope && t.textContent.trim())"), "a head of a table says nothing")
    expect(browser.run("[...document.querySelectorAll('button, select, input, a, [role=region], [role=img]')].every(e => (e.getAttribute('aria-label') || e.textContent || e.labels?.[0]?.textContent || '').trim())"), "something has no name")
    expect(browser.run("[...document.querySelectorAll('[aria-labelledby]')].every(e => e.getAttribute('aria-labelledby').split(' ').every(id => document.getElementById(id)))"), "a label is missing")
    expect(browser.run("document.documentElement.lang") == "en", "the language is not said")
    # Each mark leads to an entry, and each entry with a place leads to it.
    marks = browser.run("document.querySelectorAll('#m a.mark').length")
    expect(marks == browser.run("[...document.querySelectorAll('#m a.mark')].filter(a => document.querySelector(a.getAttribute('href')).matches('.entry')).length"), "a mark leads to no entry")


def focus(browser):
    return browser.run("document.activeElement.id || document.activeElement.tagName")


def tab_to(browser, expression, most=400):
    """Presses Tab till the focus is where it is to be; gives how often, or None."""
    for count in range(1, most):
        browser.press("Tab")
        if browser.run(f"document.activeElement.matches({expression!r})"):
            return count
    return None


def is_seen(browser):
    """The focus lies in the window, and in the map's own window where it is there."""
    return browser.run("""(() => {
        const [e, f] = [document.activeElement.getBoundingClientRect(), document.getElementById('sheet-box').getBoundingClientRect()];
        const inside = document.activeElement.closest('svg.baton-map');
        const [left, top] = inside ? [Math.max(0, f.left), Math.max(0, f.top)] : [0, 0];
        const [right, bottom] = inside ? [Math.min(innerWidth, f.right), Math.min(innerHeight, f.bottom)] : [innerWidth, innerHeight];
        return e.left < right && e.right > left && e.top < bottom && e.bottom > top;
    })()""")


def has_findings(browser):
    return browser.run("document.querySelector('#findings li a') !== null")


def check_ways(browser, where):
    """By keys from an entry to its mark and back, and from a mark to its entry and back."""
    # An entry leads to its mark, and Escape back.
    expect(tab_to(browser, "#findings li a[href^='#m-b']") is not None, where + "no finding is reached")
    ring = browser.run("getComputedStyle(document.activeElement).outlineStyle")
    expect(ring != "none", where + "the focus is not seen")
    href = browser.run("document.activeElement.getAttribute('href')")
    browser.press("Enter")
    expect("#" + focus(browser) == href and is_seen(browser), where + f"Enter on an entry does not lead to its mark {href}")
    expect(browser.run("document.activeElement.classList.contains('lit')"), where + "the mark is not lit")
    browser.press("Escape")
    expect(browser.run("document.activeElement.getAttribute('href')") == href and is_seen(browser), where + "Escape does not lead back to the entry")
    # A mark leads to its entry, and Escape back.
    browser.run("document.getElementById('sheet-box').focus()")
    expect(tab_to(browser, "#m a.mark", 5) is not None, where + "no mark is reached")
    mark, entry = focus(browser), browser.run("document.activeElement.getAttribute('href')")
    browser.press("Enter")
    expect("#" + focus(browser) == entry and is_seen(browser), where + f"Enter on a mark does not lead to {entry}")
    browser.press("Escape")
    expect(focus(browser) == mark and is_seen(browser), where + "Escape does not lead back to the mark")


def check_keyboard(browser, path, size):
    visit(browser, path, size)
    where = f"{size}, keys alone: "
    browser.press("Tab")
    expect(browser.run("document.activeElement.matches('.skip')") and is_seen(browser), where + "the first Tab does not show a way past the map")
    browser.press("Enter")
    expect(focus(browser) == "findings" and is_seen(browser), where + "the way past the map does not lead to the findings")
    if has_findings(browser):
        check_ways(browser, where)
    # The size of the map.
    browser.run("document.getElementById('sheet-box').focus()")
    def width():
        return browser.run("document.getElementById('m').getBoundingClientRect().width")
    before = width()
    browser.press("+")
    expect(width() > before * 1.2, where + "+ does not make the map larger")
    browser.press("-")
    browser.press("-")
    expect(width() < before, where + "- does not make the map smaller")
    browser.press("0")
    expect(browser.run("(() => { const b = document.getElementById('sheet-box'); return b.scrollWidth <= b.clientWidth + 2 && b.scrollHeight <= b.clientHeight + 6; })()"), where + "0 does not show the whole map")
    browser.press("1")
    browser.press("+")
    browser.run("document.getElementById('sheet-box').scrollTo(0, 0)")
    browser.press("ArrowRight")
    browser.press("ArrowDown")
    expect(browser.run("document.getElementById('sheet-box').scrollLeft") > 0, where + "the arrow keys do not move the map")
    # Nothing holds the focus for ever.
    browser.run("document.activeElement.blur()")
    stops = browser.run("[...document.querySelectorAll('a[href], button, select, input, [tabindex=\"0\"]')].filter(e => e.checkVisibility()).length")
    seen = set()
    for _ in range(stops + 5):
        browser.press("Tab")
        seen.add(browser.run("(() => { const e = document.activeElement; return e === document.body ? '' : [...document.querySelectorAll('*')].indexOf(e).toString(); })()"))
    expect(len(seen) >= stops, where + f"Tab reaches {len(seen)} of {stops} places")


def check_mouse(browser, path):
    visit(browser, path, "laptop")
    browser.run("(document.querySelector('[data-zoom=one]').click(), document.querySelector('[data-zoom=in]').click(), document.getElementById('sheet-box').scrollTo(300, 100))")
    # The heads of the lanes are out of sight, and their names stay.
    browser.run("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    names = browser.run("[...document.querySelectorAll('.lane-names.shown span')].map(e => [e.textContent, e.getBoundingClientRect().left, e.getBoundingClientRect().top])")
    lanes = browser.run("[...document.querySelectorAll('#m .lane[data-lane]')].map(e => [e.dataset.lane, document.getElementById('sheet-box').getBoundingClientRect().left, e.getBoundingClientRect().top])")
    expect(len(names) == len(lanes) and all(a[0] == b[0] and abs(a[1] - b[1]) < 3 and abs(a[2] - b[2]) < 8 for a, b in zip(names, lanes)), f"the names of the lanes do not stay in sight: {names} for {lanes}")
    box = browser.run("(({left, top, width, height}) => ({left, top, width, height}))(document.getElementById('sheet-box').getBoundingClientRect())")
    x, y = box["left"] + box["width"] / 2, min(box["top"] + box["height"] / 2, 700)
    # A place where there is no mark.
    x, y = browser.run(f"(() => {{ for (let d = 0; d < 200; d += 7) {{ const e = document.elementFromPoint({x} + d, {y}); if (!e.closest('a')) return [{x} + d, {y}]; }} }})()")
    def place():
        return browser.run("[document.getElementById('sheet-box').scrollLeft, document.getElementById('sheet-box').scrollTop]")
    before = place()
    browser.mouse("mousePressed", x, y, button="left", buttons=1, clickCount=1)
    browser.mouse("mouseMoved", x - 80, y - 30, button="left", buttons=1)
    browser.mouse("mouseReleased", x - 80, y - 30, button="left", clickCount=1)
    after = place()
    expect(after[0] - before[0] == 80, f"dragging moves the map by {after[0] - before[0]} px and not by 80")
    def width():
        return browser.run("document.getElementById('m').getBoundingClientRect().width")
    wide = width()
    browser.mouse("mouseWheel", x, y, deltaX=0, deltaY=-200, modifiers=2)
    expect(width() > wide * 1.1, "Ctrl and the wheel do not make the map larger")
    wide = width()
    browser.mouse("mouseWheel", x, y, deltaX=0, deltaY=60)
    expect(width() == wide, "the wheel alone changes the size of the map")


def weights_are_told(browser):
    return browser.run("[...document.querySelectorAll('[name=severity]')].length") > 0


def check_filter(browser, path):
    visit(browser, path, "laptop")
    if not has_findings(browser):
        return
    shown = "[...document.querySelectorAll('#findings li[data-rule]')].filter(e => e.checkVisibility())"
    marks = "[...document.querySelectorAll('#m a.mark[data-rule]')].filter(e => e.checkVisibility())"
    all_items, all_marks = browser.run(shown + ".length"), browser.run(marks + ".length")
    lanes = browser.run("[...document.querySelectorAll('[name=lane] option')].map(o => o.value).filter(Boolean)")
    def choose(name, value):
        browser.run(f"(() => {{ const s = document.querySelector('[name={name}]'); s.value = {value!r}; s.dispatchEvent(new Event('change', {{bubbles: true}})); }})()")
    for lane in lanes:
        choose("lane", lane)
        for what in (shown, marks):
            expect(browser.run(f"{what}.every(e => e.dataset.lanes.split(' ').includes({lane!r}))"), f"lane {lane}: something of another lane is shown")
        expect(browser.run("[...document.querySelectorAll('.entry')].filter(e => e.checkVisibility()).every(e => e.dataset.lanes === undefined || e.dataset.lanes.split(' ').includes(%r))" % lane), f"lane {lane}: a pain of another lane is shown")
        expect("findings shown" in browser.run("document.getElementById('filter-status').textContent"), f"lane {lane}: nobody says how many are shown")
    choose("lane", "")
    rule = browser.run("document.querySelectorAll('[name=rule] option')[1].value")
    choose("rule", rule)
    expect(browser.run(f"{shown}.length > 0 && {shown}.every(e => e.dataset.rule === {rule!r}) && {marks}.every(e => e.dataset.rule === {rule!r})"), "the filter by rule shows other rules")
    browser.run("document.querySelector('#filter [type=reset]').click()")
    browser.run("new Promise(done => setTimeout(done))")
    expect(browser.run(shown + ".length") == all_items and browser.run(marks + ".length") == all_marks, "not all comes back")
    # By key: the first weight is taken off.
    expect(weights_are_told(browser), "no weight can be chosen")
    browser.run("document.querySelector('[name=severity]').focus()")
    weight = browser.run("document.activeElement.value")
    browser.press(" ")
    expect(browser.run(f"{shown}.every(e => e.dataset.severity !== {weight!r}) && {marks}.every(e => e.dataset.severity !== {weight!r})"), "the filter by weight shows that weight")
    # On paper all is there, and a form that the browser has filled by itself is heeded.
    browser.call("Emulation.setEmulatedMedia", media="print")
    expect(browser.run(shown + ".length") == all_items and browser.run(marks + ".length") == all_marks, "what the filter hides is not printed")
    browser.call("Emulation.setEmulatedMedia", media="screen")
    browser.run("document.querySelector('[name=severity]').checked = true")
    browser.run("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(browser.run(shown + ".length") == all_items, "the filter is not applied when the page is shown again")
    browser.press(" ")
    # A link to what the filter hides shows it.
    hidden = browser.run("[...document.querySelectorAll('#m a.mark.away')].map(e => e.id)[0] ?? null")
    entry = browser.run(f"[...document.querySelectorAll('#findings li a')].filter(a => a.getAttribute('href') === '#' + {hidden!r}).length") if hidden else 0
    if entry:
        browser.run(f"[...document.querySelectorAll('#findings li a')].find(a => a.getAttribute('href') === '#' + {hidden!r}).click()")
        browser.run("new Promise(done => setTimeout(done, 20))")
        expect(browser.run(f"document.getElementById({hidden!r}).checkVisibility()"), "a link does not show what the filter hides")


def check_opening(browser, path):
    visit(browser, path, "laptop")
    expect(browser.run("(() => { const b = document.getElementById('sheet-box'); return b.scrollWidth <= b.clientWidth + 2; })()"), "the map does not open at its full width")
    visit(browser, path, "phone")
    expect(browser.run("[...document.querySelectorAll('.wide')].every(e => (e.scrollWidth > e.clientWidth) === (getComputedStyle(e, '::before').content !== 'none'))"), "a table that scrolls does not say so")
    if not has_findings(browser):
        return
    entry = browser.run("document.querySelector('#m a.mark[data-rule]')?.getAttribute('href') ?? null")
    if not entry:
        return
    browser.call("Page.navigate", url="about:blank")
    browser.call("Emulation.setDeviceMetricsOverride", width=SIZES["laptop"][0], height=SIZES["laptop"][1], deviceScaleFactor=1, mobile=False)
    browser.wait_for("Page.loadEventFired")
    browser.events.clear()
    browser.call("Page.navigate", url="file://" + path + entry)
    browser.wait_for("Page.loadEventFired")
    browser.run("new Promise(done => setTimeout(done, 50))")
    expect(browser.run(f"[...document.querySelectorAll('#m a.mark')].filter(e => e.getAttribute('href') === {entry!r}).every(e => e.classList.contains('lit'))"), f"{entry}: its marks are not lit")
    expect(browser.run(f"(() => {{ const [e, f] = [[...document.querySelectorAll('#m a.mark')].find(e => e.getAttribute('href') === {entry!r}).getBoundingClientRect(), document.getElementById('sheet-box').getBoundingClientRect()]; return e.left >= f.left && e.right <= f.right && e.top >= f.top && e.bottom <= f.bottom; }})()"), f"{entry}: its mark is not scrolled to")
    expect(browser.run(f"document.querySelector({entry!r}).classList.contains('lit')"), f"{entry}: the entry is not lit")


def check_without_scripts(browser, path):
    visit(browser, path, "laptop", scripts=False)
    expect(browser.run("[...document.querySelectorAll('.scripted')].every(e => !e.checkVisibility())"), "without scripts: there are buttons that do nothing")
    expect(browser.run("document.getElementById('m').checkVisibility() && document.getElementById('m').getBoundingClientRect().width > 400"), "without scripts: there is no map")
    expect(browser.run("[...document.querySelectorAll('.entry, li[data-rule], table')].every(e => e.checkVisibility())"), "without scripts: something is hidden")
    if not has_findings(browser):
        return
    target = browser.run("document.querySelector('#findings li a').getAttribute('href')")
    browser.call("Page.navigate", url="file://" + path + target)
    expect(browser.run(f"document.querySelector({target!r}).matches(':target')"), "without scripts: an entry does not lead to its mark")
    expect(browser.run(f"(() => {{ const [e, f] = [document.querySelector({target!r}).getBoundingClientRect(), document.getElementById('sheet-box').getBoundingClientRect()]; return e.left < f.right && e.right > f.left && e.top < f.bottom && e.bottom > f.top; }})()"), "without scripts: the mark is not scrolled to")


def check(browser, path):
    checks = [check_looks, check_alone, check_structure, check_mouse, check_filter, check_opening, check_without_scripts]
    checks += [lambda browser, path, size=size: check_keyboard(browser, path, size) for size in SIZES]
    for one in checks:
        try:
            one(browser, path)
        except RuntimeError as error:
            complaints.append(f"a check could not be made: {error}")


def picture(browser, path, folder):
    name = os.path.join(folder, os.path.splitext(os.path.basename(path))[0])
    for size in SIZES:
        for dark in (False, True):
            visit(browser, path, size, dark=dark)
            browser.picture(f"{name}-{size}-{'dark' if dark else 'light'}.png")
            if size != "laptop":
                browser.picture(f"{name}-{size}-{'dark' if dark else 'light'}-whole.png", whole=True)
    visit(browser, path, "laptop", media="")
    browser.paper(f"{name}.pdf")


def main(arguments):
    try:
        browser = Browser()
    except FileNotFoundError:
        print("no chromium")
        return 3
    try:
        if arguments[0] == "--pictures":
            for path in arguments[2:]:
                picture(browser, os.path.abspath(path), arguments[1])
            return 0
        for path in arguments:
            before = len(complaints)
            check(browser, os.path.abspath(path))
            for words in complaints[before:]:
                print(f"{os.path.basename(path)}: {words}")
        return 0
    finally:
        browser.close()


sys.exit(main(sys.argv[1:]))
