extension ReportPage {
    /// How the page looks: on phones, on screens, on paper; light and, where the reader's screen is set so, dark.
    static let style = colours + layout + parts + paper

    private static let colours = """

        :root {
          color-scheme: light dark;
          --ink: #1f2937; --quiet: #4b5768; --ground: #f4f6f9; --card: #ffffff; --line: #cbd5e1; --edge: #76839a;
          --link: #005a8f; --focus: #0072b2; --lit: #c04a00; --lit-ground: #fff4e5; --bar: #7fb2d4; --over: #c04a00;
          --error: #a33608; --warning: #6b4e00; --note: #005a8f;
        }
        @media screen and (prefers-color-scheme: dark) {
          :root {
            --ink: #e5e9f0; --quiet: #a9b4c4; --ground: #0d1117; --card: #151a22; --line: #333d4c; --edge: #7b889b;
            --link: #7cc4f0; --focus: #7cc4f0; --lit: #ff9d4d; --lit-ground: #33250f; --bar: #35719a; --over: #d9711c;
            --error: #ff9b73; --warning: #f0c030; --note: #7cc4f0;
          }
        }

        """

    private static let layout = """
        * { box-sizing: border-box; }
        html { font: 100%/1.45 Helvetica, Arial, "Liberation Sans", sans-serif; color: var(--ink); background: var(--ground); -webkit-text-size-adjust: 100%; }
        body { margin: 0 auto; max-width: 150rem; font-size: .9375rem; overflow-wrap: anywhere; }
        .top { padding: 1.25rem 1.25rem .25rem; }
        main { padding: .75rem 1.25rem 0; }
        .map { margin: 0 0 1.5rem; }
        .sheet-box { overflow: auto; max-height: 70vh; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
        .sheet-box svg { display: block; margin: 0 auto; max-width: none; }
        footer { padding: .5rem 1.25rem 1.5rem; color: var(--quiet); font-size: .875rem; }
        @media screen and (min-width: 68rem) {
          main { display: grid; grid-template-columns: minmax(0, 1fr) clamp(27rem, 38vw, 44rem); gap: 1.5rem; align-items: start; }
          .map { position: sticky; top: .75rem; margin: 0 0 .75rem; }
          .sheet-box { max-height: calc(100vh - 7.5rem); }
        }

        """

    private static let parts = """
        h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem; }
        h2 { font-size: 1.25rem; line-height: 1.25; margin: 0; }
        h3 { font-size: 1rem; line-height: 1.3; margin: 0; }
        p, dl, ul, ol { margin: 0; padding: 0; }
        a { color: var(--link); text-underline-offset: .15em; }
        code { font: .92em ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
        :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
        section:focus { outline: none; }
        .kind, .do { color: var(--quiet); }
        .kind { font-size: .875rem; }
        .vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
        .skip { position: absolute; left: -100vw; top: .5rem; z-index: 2; background: var(--card); padding: .5rem .75rem; border-radius: 6px; }
        .skip:focus { left: .75rem; }
        .scripted { display: none; }
        .is-scripted .scripted { display: flex; }
        .facts { display: flex; flex-wrap: wrap; gap: .125rem 1.75rem; max-width: 90rem; }
        .facts div { display: flex; gap: .5rem; }
        .facts dt { color: var(--quiet); flex: none; }
        .facts dd { margin: 0; }
        .cards { list-style: none; display: grid; grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); gap: .625rem; margin: .875rem 0 .25rem; }
        @media screen and (min-width: 48rem) { .cards { display: flex; flex-wrap: wrap; } }
        .cards a { display: block; height: 100%; padding: .5rem .875rem; background: var(--card); border: 1px solid var(--line); border-radius: 8px; text-decoration: none; color: inherit; }
        .cards a:hover { border-color: var(--edge); }
        .cards b { display: block; font-size: 1.25rem; line-height: 1.25; }
        .cards span { color: var(--quiet); font-size: .875rem; }
        .bar { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .5rem; margin-bottom: .5rem; }
        .tools { align-items: center; gap: .375rem; }
        button, select { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--edge); border-radius: 6px; min-height: 2.125rem; padding: .25rem .625rem; }
        button { min-width: 2.5rem; cursor: pointer; }
        button:hover { border-color: var(--link); }
        output { min-width: 3.25rem; text-align: right; color: var(--quiet); }
        .sheet-box { position: relative; }
        .lane-names { position: absolute; left: 0; top: 0; z-index: 1; visibility: hidden; pointer-events: none; }
        .lane-names.shown { visibility: visible; }
        .lane-names span { position: absolute; left: 0; padding: .0625rem .5rem .0625rem .375rem; background: var(--card); color: var(--ink); border: 1px solid var(--line); border-left: 0; border-radius: 0 6px 6px 0; font-size: .75rem; font-weight: 700; white-space: nowrap; }
        .hint { color: var(--quiet); font-size: .8125rem; margin-top: .375rem; }
        .is-scripted .hint { display: block; }
        .is-scripted .sheet-box { cursor: grab; }
        .is-scripted .dragged { cursor: grabbing; user-select: none; }
        kbd { font: inherit; padding: 0 .3em; border: 1px solid var(--edge); border-radius: 4px; background: var(--card); }

        .filter { flex-wrap: wrap; align-items: center; gap: .5rem .875rem; padding: .75rem .875rem; margin-bottom: 1rem; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
        .filter label { display: flex; align-items: center; gap: .375rem; max-width: 100%; }
        .filter select { max-width: 13.5rem; min-width: 0; }
        .filter fieldset { display: flex; flex-wrap: wrap; gap: .25rem .75rem; border: 0; margin: 0; padding: 0; }
        .filter legend { float: left; margin-right: .625rem; padding: 0; }
        .filter input { width: 1.125rem; height: 1.125rem; margin: 0; accent-color: var(--focus); }
        .filter p { color: var(--quiet); }
        .filter p:empty { display: none; }

        .side > section { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 1rem 1.125rem; margin-bottom: 1rem; }
        .entries > h3, .numbers > h3 { margin: 1.25rem 0 .25rem; }
        .list { list-style: none; margin-top: .25rem; }
        .entry { display: flex; gap: .625rem; padding: .75rem .375rem; border-top: 1px solid var(--line); scroll-margin: 1rem; }
        .entry:first-child { border-top: 0; }
        .entry > div { flex: 1; min-width: 0; }
        .entry[hidden], .entry li[hidden] { display: none; }
        .entry ul { list-style: none; }
        .finding li { margin: .375rem 0; padding-left: .75rem; border-left: 2px solid var(--line); }
        .finding li a, .finding .where { font-weight: 700; margin-right: .25rem; }
        .tag { font-size: .8125rem; color: var(--quiet); }
        .weight { font-weight: 700; margin-right: .25rem; }
        .weight.error { color: var(--error); }
        .weight.warning { color: var(--warning); }
        .weight.info { color: var(--note); }
        .do { font-size: .875rem; margin-top: .125rem; }
        .sign { flex: none; width: 1.5rem; height: 1.5rem; }
        .sign text { font-size: 10px; font-weight: 700; text-anchor: middle; fill: #1f2937; }
        .sign.error { fill: #b3400a; }
        .sign.error text { fill: #ffffff; }
        .sign.warning { fill: #f0c030; stroke: #5c4400; stroke-width: 1; }
        .sign.info { fill: #d7ebf8; stroke: #0072b2; stroke-width: 1; }
        .sign.pain { fill: #cc79a7; stroke: #7a2f58; stroke-width: 1; }
        .sign text { stroke: none; }
        .sign.said { font-weight: 700; text-align: center; }
        .entry:target, .entry.lit { background: var(--lit-ground); outline: 2px solid var(--lit); }

        .numbers h3 + .do { margin: 0 0 .25rem; }
        .numbers p { margin: .25rem 0; }
        .numbers ul { padding-left: 1.125rem; }
        .in-2 { padding-left: .75rem; }
        .in-3 { padding-left: 1.5rem; }
        .wide { overflow-x: auto; margin: .375rem 0; }
        .wide.scrolls::before { content: "Wider than its column: scroll sideways \\2192"; display: block; color: var(--quiet); font-size: .8125rem; }
        table { border-collapse: collapse; font-size: .875rem; }
        caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
        th, td { padding: .25rem .5rem; text-align: left; vertical-align: top; font-weight: 400; overflow-wrap: normal; border-top: 1px solid var(--line); }
        thead th, thead td { border-top: 0; color: var(--quiet); vertical-align: bottom; }
        tbody th { min-width: 7rem; }
        th:first-child, td:first-child { padding-left: .125rem; }
        .n { text-align: right; font-variant-numeric: tabular-nums; }
        td.n { white-space: nowrap; }
        td[data-grave] { color: var(--error); font-weight: 700; }
        .note td { border-top: 0; padding-top: 0; color: var(--quiet); }
        .chart { white-space: nowrap; }
        .chart i { display: inline-block; height: .75em; background: var(--bar); }
        .chart .over { background: var(--over); border-left: 2px solid var(--ink); }
        .steps ol { padding-left: 1.875rem; margin-top: .5rem; }
        .steps li { margin: .375rem 0; }
        .steps li > a { font-weight: 700; margin-right: .25rem; }
        .next span { display: block; }

        .baton-map .mark { cursor: pointer; }
        #m.baton-map .mark.away { display: none; }
        #m.baton-map .mark:target, #m.baton-map .mark.lit { outline: 3px solid var(--lit); outline-offset: 2px; }
        #m.baton-map .mark:focus-visible { outline: 3px solid var(--focus); outline-offset: 1px; }
        #m.baton-map .mark:hover .sign, #m.baton-map .mark:hover .star, #m.baton-map .mark:hover .ring, #m.baton-map .mark.warm .sign, #m.baton-map .mark.warm .star, #m.baton-map .mark.warm .ring { stroke: var(--lit); stroke-width: 3; }
        #m.baton-map .step:target .outline, #m.baton-map .step.lit .outline { stroke: var(--lit); stroke-width: 4; }
        #m.baton-map .flow:target, #m.baton-map .flow.lit { stroke: var(--lit); stroke-width: 4; }
        #m.baton-map .lane:target .head, #m.baton-map .lane.lit .head { stroke: var(--lit); stroke-width: 4; }
        #m.baton-map .step:focus, #m.baton-map .flow:focus, #m.baton-map .lane:focus { outline: none; }

        """

    private static let paper = """
        @page { size: A4 portrait; margin: 11mm; }
        @page wide { size: A4 landscape; }
        @media print {
          :root { color-scheme: light; --ground: #ffffff; }
          body { font-size: 9.5pt; max-width: none; }
          .skip, .kind, .none, .is-scripted .scripted { display: none; }
          .entry[hidden] { display: flex; }
          .entry li[hidden] { display: list-item; }
          #m.baton-map .mark.away { display: inline; }
          .top { padding-top: 0; padding-bottom: 0; }
          h1 { font-size: 15pt; margin: 0 0 1mm; }
          .facts { font-size: 8.5pt; }
          .cards { display: flex; flex-wrap: wrap; gap: 1.5mm; margin: 1.5mm 0 0; }
          .cards a { display: flex; align-items: baseline; gap: 1.5mm; padding: .8mm 2mm; border-radius: 4px; }
          .cards b { font-size: 10pt; white-space: nowrap; }
          .cards span, .do, table { font-size: 8.5pt; }
          .top, main, footer { padding-left: 0; padding-right: 0; }
          main { padding-top: 2mm; }
          .map { margin: 0 0 4mm; }
          .is-wide .top, .is-wide .map { page: wide; }
          .bar { display: none; }
          .sheet-box { overflow: visible; max-height: none; border: 0; }
          .sheet-box svg { width: 100% !important; height: auto !important; max-height: 205mm; }
          .is-wide .sheet-box svg { max-height: 148mm; }
          .side > section { border: 0; padding: 0; margin: 0 0 6mm; }
          .entries > .list { columns: 2; column-gap: 10mm; }
          .numbers > p, .numbers li, tr, #said .entry, .finding li, .finding .do { break-inside: avoid; }
          h2, h3, .tag, .numbers h3 + .do { break-after: avoid; }
          h3 { break-inside: avoid; }
          .lane-names { display: none; }
          .wide { overflow: visible; }
          .wide.scrolls::before { content: none; }
          .steps ol { columns: 2; column-gap: 12mm; }
          .steps li { break-inside: avoid; }
          .entry:target, .entry.lit { background: none; outline: none; }
          a { color: inherit; text-decoration: none; }
        }

        """
}
