// Style sheet and script of the page of a run. Invariant: no address of anything outside the page; the script only shows values that
// the page also has as tables.
#pragma once

#include <string_view>

namespace enclosure {

inline constexpr std::string_view page_style = R"css(
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);font:16px/1.5 system-ui,"Segoe UI","Noto Sans","DejaVu Sans",sans-serif}
main,header,footer{max-width:1320px;margin:0 auto;padding:0 20px}
header{padding-top:28px}
h1{font-size:1.9rem;line-height:1.2;margin:0 0 .4rem}
h2{font-size:1.25rem;margin:2.4rem 0 .8rem;padding-top:.8rem;border-top:1px solid var(--grid)}
p{max-width:46rem;margin:.4rem 0}
.question{font-size:1.1rem}
.facts,.note{color:var(--quiet);font-size:.9rem}
.warning{border-left:4px solid var(--c1);padding-left:.8rem}
.figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,380px),1fr));gap:22px 28px}
figure{margin:0;position:relative;min-width:0}
figure .chart{display:block;width:100%;height:auto}
table{border-collapse:collapse;font-size:.92rem;font-variant-numeric:tabular-nums}
th,td{padding:.24rem .7rem .24rem 0;text-align:left;vertical-align:top}
thead th{border-bottom:1px solid var(--quiet);font-weight:600}
tbody tr+tr td,tbody tr+tr th{border-top:1px solid var(--grid)}
tbody th{font-weight:400}
.number{text-align:right;white-space:nowrap}
.summary{width:100%;max-width:60rem}
.summary .section th{padding-top:.9rem;font-weight:600}
.summary .part th{padding-left:1.1rem;color:var(--quiet)}
.unit{color:var(--quiet);padding-left:.4rem}
.wide{overflow-x:auto}
details{margin:.3rem 0;font-size:.9rem}
summary{cursor:pointer;color:var(--quiet)}
pre,code{font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:.85rem}
pre{overflow:auto;max-height:26rem;padding:.7rem;border:1px solid var(--grid);white-space:pre}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1.2rem;font-size:.92rem;margin:.4rem 0}
dt{color:var(--quiet)}
dd{margin:0;overflow-wrap:anywhere}
footer{padding-bottom:40px}
.readout{position:absolute;z-index:1;pointer-events:none;background:var(--ground);border:1px solid var(--quiet);padding:.3rem .5rem;font-size:.8rem;line-height:1.35;white-space:nowrap}
.readout b{display:block}
.readout span{display:flex;justify-content:space-between;gap:1rem}
@media (max-width:600px){main,header,footer{padding-left:12px;padding-right:12px}h1{font-size:1.5rem}table{font-size:.78rem}td.unit,th.unit{display:none}th,td{padding-right:.35rem}th[data-unit]::after{content:attr(data-unit);display:block;color:var(--quiet)}dl{grid-template-columns:1fr}dt{margin-top:.4rem}}
@media print{body{font-size:10pt}main,header,footer{max-width:none;padding:0}.figures{grid-template-columns:1fr 1fr}figure,tr{break-inside:avoid}h2{break-after:avoid}figure details{display:none}.wide{overflow:visible}}
)css";

inline constexpr std::string_view page_script = R"js(
const days=JSON.parse(document.getElementById('days').textContent);
const names=['Jan','Feb','Mar','Apr','May','Jun','Jul','Aug','Sep','Oct','Nov','Dec'];
const label=d=>{const t=new Date(d*864e5);return names[t.getUTCMonth()]+' '+t.getUTCFullYear()};
for(const figure of document.querySelectorAll('figure')){
  const svg=figure.querySelector('svg'),guide=svg.querySelector('.guide'),data=figure.querySelector('script');
  if(!guide||!data)continue;
  const rows=JSON.parse(data.textContent),left=+guide.dataset.left,right=+guide.dataset.right;
  const first=days[0],span=days[days.length-1]-first||1;
  let box=null;
  const hide=()=>{guide.style.visibility='hidden';if(box){box.remove();box=null}};
  svg.addEventListener('pointerleave',hide);
  svg.addEventListener('pointermove',event=>{
    const area=svg.getBoundingClientRect(),scale=svg.viewBox.baseVal.width/area.width;
    const x=(event.clientX-area.left)*scale;
    if(x<left-6||x>right+6){hide();return}
    const day=first+(x-left)/(right-left)*span;
    let at=0;
    for(let i=1;i<days.length;i++)if(Math.abs(days[i]-day)<Math.abs(days[at]-day))at=i;
    const place=left+(days[at]-first)/span*(right-left);
    guide.setAttribute('transform','translate('+place+' 0)');
    guide.style.visibility='visible';
    if(!box){box=document.createElement('div');box.className='readout';figure.append(box)}
    const head=document.createElement('b');head.textContent=label(days[at]);
    box.replaceChildren(head,...rows.map(([name,values])=>{
      const row=document.createElement('span'),key=document.createElement('i'),value=document.createElement('em');
      key.style.fontStyle=value.style.fontStyle='normal';
      key.textContent=name;value.textContent=values[at];row.append(key,value);return row}));
    const side=place/scale;
    box.style.top=event.clientY-area.top+12+'px';
    box.style.left=side+14+box.offsetWidth>area.width?Math.max(0,side-14-box.offsetWidth)+'px':side+14+'px';
  });
}
)js";

}  // namespace enclosure
