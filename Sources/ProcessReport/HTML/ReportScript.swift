extension ReportPage {
    /// The SHA-256 of the script, by which the page's content security policy names the one that may run. A test
    /// works it out anew and says what has to stand here.
    static let scriptHash = "cl8+giuh4ESu4i1WB9xwL2pmClrE5p2S5GU4p6mPKm8="

    /// What the page can do where scripts run. It reads the page and holds no word of a map.
    static let script = #"""

        "use strict";
        (() => {
          const page = document.documentElement;
          page.classList.add("is-scripted");
          const map = document.getElementById("map");
          const box = document.getElementById("sheet-box");
          const svg = box.querySelector("svg");
          const size = svg.viewBox.baseVal;

          // The names of lanes stay in sight when their heads have gone out of it.
          const lanes = [...svg.querySelectorAll(".lane[data-lane]")];
          const names = document.createElement("div");
          names.className = "lane-names";
          names.setAttribute("aria-hidden", "true");
          for (const lane of lanes) names.appendChild(document.createElement("span")).textContent = lane.dataset.lane;
          if (lanes.length) box.prepend(names);

          function nameLanes() {
            if (!lanes.length) return;
            const [frame, top] = [box.getBoundingClientRect(), names.getBoundingClientRect().top];
            const heads = lanes.map((lane) => lane.querySelector(".head").getBoundingClientRect());
            // Where time runs down the heads stand above the lanes, side by side.
            const isDown = heads.length > 1 && heads[1].left > heads[0].left + 1;
            names.style.left = box.scrollLeft + "px";
            names.classList.toggle("shown", !isDown && heads[0].right < frame.left + 4);
            lanes.forEach((_, index) => names.children[index].style.top = heads[index].top - top + 3 + "px");
          }
          box.addEventListener("scroll", nameLanes, { passive: true });

          // Size: the drawing grows and shrinks inside its window, which scrolls.
          let zoom = 1;
          const level = document.getElementById("zoom-level");

          function setZoom(value, x, y) {
            const frame = box.getBoundingClientRect();
            const [px, py] = [x ?? frame.left + frame.width / 2, y ?? frame.top + frame.height / 2];
            const before = svg.getBoundingClientRect();
            // What lies under the pointer stays there.
            const [fx, fy] = [(px - before.left) / before.width, (py - before.top) / before.height];
            zoom = Math.min(6, Math.max(0.1, value));
            svg.style.width = size.width * zoom + "px";
            svg.style.height = size.height * zoom + "px";
            const after = svg.getBoundingClientRect();
            box.scrollLeft += after.left + fx * after.width - px;
            box.scrollTop += after.top + fy * after.height - py;
            level.textContent = Math.round(zoom * 100) + "%";
            nameLanes();
          }

          function wholeMap() {
            const height = parseFloat(getComputedStyle(box).maxHeight) || innerHeight;
            return Math.min((box.clientWidth - 2) / size.width, (height - 4) / size.height);
          }

          const sizes = {
            in: () => setZoom(zoom * 1.25),
            out: () => setZoom(zoom / 1.25),
            fit: () => setZoom(wholeMap()),
            one: () => setZoom(1),
          };
          for (const button of map.querySelectorAll("[data-zoom]")) {
            button.addEventListener("click", () => sizes[button.dataset.zoom]());
          }
          // Beside the lists a map opens at its full width; on a small screen it would be too small to read, and opens
          // where its flow begins.
          const atWidth = Math.min(1, (box.clientWidth - 2) / size.width);
          setZoom(matchMedia("(min-width: 68rem)").matches ? atWidth : Math.max(0.75, atWidth));
          const start = svg.querySelector(".step")?.getBoundingClientRect();
          const corner = svg.getBoundingClientRect();
          if (start) {
            box.scrollLeft = start.right - corner.left > box.clientWidth ? start.left - corner.left - 80 : 0;
            box.scrollTop = start.bottom - corner.top > box.clientHeight ? start.top - corner.top - box.clientHeight / 2 : 0;
          }

          box.addEventListener("wheel", (event) => {
            if (!event.ctrlKey && !event.metaKey) return;
            event.preventDefault();
            setZoom(zoom * Math.exp(-event.deltaY / 400), event.clientX, event.clientY);
          }, { passive: false });

          const keys = {
            "+": sizes.in, "=": sizes.in, "-": sizes.out, "_": sizes.out, "0": sizes.fit, "1": sizes.one,
            ArrowLeft: () => box.scrollBy(-60, 0), ArrowRight: () => box.scrollBy(60, 0),
            ArrowUp: () => box.scrollBy(0, -60), ArrowDown: () => box.scrollBy(0, 60),
          };
          map.addEventListener("keydown", (event) => {
            const act = keys[event.key];
            if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
            event.preventDefault();
            act();
          });

          // Only a table that is wider than its window needs the focus, to be scrolled by keys; and says that it scrolls.
          function settle() {
            for (const table of document.querySelectorAll(".wide")) {
              const scrolls = table.scrollWidth > table.clientWidth;
              table.tabIndex = scrolls ? 0 : -1;
              table.classList.toggle("scrolls", scrolls);
            }
          }
          settle();
          addEventListener("resize", settle);

          // A mouse drags the map; fingers scroll it anyway.
          let drag = null;
          box.addEventListener("pointerdown", (event) => {
            if (event.pointerType !== "mouse" || event.button !== 0 || event.target.closest("a")) return;
            drag = { x: event.clientX, y: event.clientY, left: box.scrollLeft, top: box.scrollTop };
            box.setPointerCapture(event.pointerId);
            box.classList.add("dragged");
          });
          box.addEventListener("pointermove", (event) => {
            if (!drag) return;
            box.scrollLeft = drag.left - (event.clientX - drag.x);
            box.scrollTop = drag.top - (event.clientY - drag.y);
          });
          for (const end of ["pointerup", "pointercancel"]) {
            box.addEventListener(end, () => {
              drag = null;
              box.classList.remove("dragged");
            });
          }

          // To and fro between the lists and the map.
          let origin = null;

          function unlight() {
            for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
          }

          function light(target) {
            target.classList.add("lit");
            if (target.dataset.on) document.getElementById(target.dataset.on)?.classList.add("lit");
          }

          // What is looked for must be large enough to read.
          const readable = 0.6;

          function centre(target) {
            if (zoom < readable) setZoom(readable);
            const [frame, own] = [box.getBoundingClientRect(), target.getBoundingClientRect()];
            box.scrollLeft += own.left + own.width / 2 - frame.left - frame.width / 2;
            box.scrollTop += own.top + own.height / 2 - frame.top - frame.height / 2;
          }

          function show(target) {
            unlight();
            light(target);
            if (svg.contains(target)) {
              box.scrollIntoView({ block: "nearest" });
              centre(target);
            } else {
              target.scrollIntoView({ block: target.matches("section") ? "start" : "center" });
            }
            if (!target.matches("a, [tabindex]")) target.setAttribute("tabindex", "-1");
            target.focus({ preventScroll: true });
          }

          function follow(hash) {
            const target = hash.length > 1 && document.getElementById(hash.slice(1));
            if (!target) return false;
            if (target.closest("[hidden]") || target.classList.contains("away")) {
              form.reset();
              filter();
            }
            show(target);
            return true;
          }

          // Who comes by a link to an entry sees its marks, too.
          function arrive() {
            if (!follow(location.hash)) return;
            const marks = [...svg.querySelectorAll(".mark")].filter((mark) => mark.getAttribute("href") === location.hash);
            marks.forEach(light);
            if (marks.length) centre(marks[0]);
          }

          document.addEventListener("click", (event) => {
            const link = event.target.closest('a[href^="#"]');
            if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
            const hash = link.getAttribute("href");
            if (!follow(hash)) return;
            event.preventDefault();
            origin = link;
            if (location.hash !== hash) history.pushState(null, "", hash);
          });
          addEventListener("popstate", arrive);
          document.addEventListener("keydown", (event) => {
            if (event.key !== "Escape" || !origin) return;
            const back = origin;
            origin = null;
            show(back);
            unlight();
          });

          // An entry under the pointer or with the focus warms its marks.
          function warm(event, isOn) {
            const entry = event.target.closest?.("li[data-rule], .entry");
            const rule = entry?.dataset.rule ?? entry?.querySelector("li[data-rule]")?.dataset.rule;
            for (const mark of svg.querySelectorAll(".mark")) {
              const isMeant = rule ? mark.dataset.rule === rule : entry?.id && mark.getAttribute("href") === "#" + entry.id;
              mark.classList.toggle("warm", Boolean(isOn && isMeant));
            }
          }
          for (const section of document.querySelectorAll(".entries")) {
            for (const [kind, isOn] of [["mouseover", true], ["focusin", true], ["mouseleave", false], ["focusout", false]]) {
              section.addEventListener(kind, (event) => warm(event, isOn));
            }
          }

          // The filter.
          const form = document.getElementById("filter");

          function filter() {
            const data = new FormData(form);
            const [lane, rule, weights] = [data.get("lane"), data.get("rule"), data.getAll("severity")];
            const fits = (item) =>
              (!lane || (item.dataset.lanes ?? "").split(" ").includes(lane)) &&
              (!item.dataset.rule || ((!rule || item.dataset.rule === rule) && weights.includes(item.dataset.severity)));
            const items = [...document.querySelectorAll("#findings li[data-rule]")];
            for (const item of items) item.hidden = !fits(item);
            for (const entry of document.querySelectorAll("#findings .entry")) entry.hidden = !entry.querySelector("li[data-rule]:not([hidden])");
            for (const entry of document.querySelectorAll("#said .entry")) entry.hidden = !fits(entry);
            for (const mark of svg.querySelectorAll(".mark")) mark.classList.toggle("away", !fits(mark));
            const shown = items.filter((item) => !item.hidden).length;
            const none = document.querySelector("#findings .none");
            if (none) none.hidden = shown > 0;
            document.getElementById("filter-status").textContent =
              shown === items.length && !lane ? "" : shown + " of " + items.length + " findings shown";
          }
          form?.addEventListener("change", filter);
          form?.addEventListener("reset", () => setTimeout(filter));
          form?.addEventListener("submit", (event) => event.preventDefault());

          // By then the browser has filled the form as it was before.
          addEventListener("pageshow", (event) => {
            if (form) filter();
            if (!event.persisted) arrive();
          });
        })();

        """#
}
