"""The one style sheet of a card: a phone, a desk, paper; light and dark."""

LIGHT = """
--paper:#fff;--box:#f5f7f9;--ink:#1b1f24;--quiet:#4d5761;--line:#ccd3da;
--said:#0b62a8;--happened:#b3470f;--plain:#6a737d;--warn:#fff3d6"""
DARK = """
--paper:#11161b;--box:#1a2128;--ink:#e8edf2;--quiet:#a9b4bf;--line:#38424c;
--said:#6cb6ff;--happened:#ffa657;--plain:#98a3ae;--warn:#4a3708"""

STYLE = f"""
:root{{color-scheme:light dark;{LIGHT}}}
@media (prefers-color-scheme:dark){{:root{{{DARK}}}}}
*{{box-sizing:border-box}}
body{{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,"Segoe UI",Roboto,
"Noto Sans",sans-serif;overflow-wrap:anywhere}}
main{{max-width:66rem;margin:0 auto;padding:1.25rem 1rem 3rem}}
h1{{font-size:1.75rem;line-height:1.2;margin:.25rem 0}}
h2{{font-size:1.3rem;line-height:1.3;margin:2.5rem 0 .5rem;padding-top:1rem;border-top:1px solid var(--line)}}
h3{{font-size:1.05rem;line-height:1.4;margin:0 0 .35rem}}
p,ul{{margin:.4rem 0 .8rem;max-width:44rem}}
ul{{padding-left:1.2rem}}
li{{margin:.4rem 0}}
.quiet,figcaption{{color:var(--quiet);font-size:.92rem}}
.warn{{background:var(--warn);padding:.75rem 1rem;border-radius:.5rem;font-weight:600;max-width:none}}
.tiles,.pictures{{display:grid;gap:1rem;margin:1rem 0}}
.tiles{{grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr))}}
.pictures{{grid-template-columns:repeat(auto-fit,minmax(min(100%,25rem),1fr));align-items:start}}
.tile,figure{{background:var(--box);border-radius:.6rem;padding:1rem;margin:0}}
.tile b{{display:block;font-size:1.7rem;line-height:1.2;font-variant-numeric:tabular-nums}}
figure svg{{display:block;width:100%;max-width:30rem;height:auto;margin:.5rem auto}}
figure svg text{{font-family:inherit;paint-order:stroke;stroke:var(--box);stroke-width:3px}}
@media (min-width:60rem){{
.pictures figure:only-child{{display:grid;grid-template-columns:1fr 1fr;gap:0 2rem}}
.pictures figure:only-child>h3,.pictures figure:only-child>.key{{grid-column:1/3}}
}}
@supports selector(::details-content){{
@media (min-width:60rem){{
.pictures figure:only-child summary{{display:none}}
.pictures figure:only-child details::details-content{{content-visibility:visible}}
}}}}
@media (max-width:30rem){{figure{{padding:.9rem .6rem}}}}
.key{{display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;padding:0;margin:.2rem 0;list-style:none;font-size:.92rem}}
.key li{{margin:0}}
.key li::before{{content:"";display:inline-block;width:.8rem;height:.8rem;margin-right:.4rem;
vertical-align:-.05rem;border-radius:50%;background:var(--plain)}}
.key .said::before{{background:var(--said);border-radius:0}}
.key .happened::before{{background:var(--happened)}}
.key .plain::before{{height:0;border-radius:0;border-top:3px dashed var(--plain);background:none;
vertical-align:.2rem}}
summary{{cursor:pointer;padding:.4rem 0;color:var(--said)}}
.wide{{overflow-x:auto}}
table{{border-collapse:collapse;width:100%;font-size:.92rem;font-variant-numeric:tabular-nums;
overflow-wrap:normal}}
th,td{{text-align:right;padding:.4rem .5rem;border-bottom:1px solid var(--line);vertical-align:top}}
th:first-child,td:first-child{{text-align:left;overflow-wrap:anywhere;min-width:6.5rem}}
td:first-child,tbody th{{font-weight:400}}
td{{white-space:nowrap}}
.facts td,.told td:last-child{{white-space:normal}}
.facts td,.facts th,.told td:last-child,.told th:last-child{{text-align:left}}
.unseen{{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}}
.facts tbody th{{color:var(--quiet);width:40%}}
footer{{margin-top:2.5rem;padding-top:1rem;border-top:1px solid var(--line)}}
@media print{{
:root{{color-scheme:light;{LIGHT}}}
body{{font-size:11pt}}
main{{max-width:none;padding:0}}
figure,.tile,tr,li{{break-inside:avoid}}
h2,h3{{break-after:avoid}}
summary{{display:none}}
.key li::before{{print-color-adjust:exact}}
.wide{{overflow:visible}}
td{{white-space:normal}}
details::details-content{{content-visibility:visible;display:block}}
.tile,figure{{border:1px solid var(--line)}}
}}
""".strip()
