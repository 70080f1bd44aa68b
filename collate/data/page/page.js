// Made of the modules in page/ by `make page`; change those.
"use strict";var page=(()=>{var __defProp=Object.defineProperty;var __getOwnPropDesc=Object.getOwnPropertyDescriptor;var __getOwnPropNames=Object.getOwnPropertyNames;var __hasOwnProp=Object.prototype.hasOwnProperty;var __export=(target,all2)=>{for(var name in all2)__defProp(target,name,{get:all2[name],enumerable:!0})},__copyProps=(to,from,except,desc)=>{
if(from&&typeof from=="object"||typeof from=="function")for(let key of __getOwnPropNames(from))!__hasOwnProp.call(to,key)&&
key!==except&&__defProp(to,key,{get:()=>from[key],enumerable:!(desc=__getOwnPropDesc(from,key))||desc.enumerable});return to};var __toCommonJS=mod=>__copyProps(__defProp({},"__esModule",{value:!0}),mod);var page_exports={};__export(page_exports,{OCCURRING:()=>OCCURRING,USUAL:()=>USUAL,WITNESSES:()=>WITNESSES,around:()=>around,
baseWitness:()=>baseWitness,byEntry:()=>byEntry,choice:()=>choice,citedOnce:()=>citedOnce,citedWithWord:()=>citedWithWord,
counts:()=>counts,current:()=>current,handOf:()=>handOf,heaviest:()=>heaviest,isOfChosenKind:()=>isOfChosenKind,isShown:()=>isShown,
kindOf:()=>kindOf,leading:()=>leading,occurrence:()=>occurrence,onOneLine:()=>onOneLine,place:()=>place,placeAt:()=>placeAt,
placeOfColumn:()=>placeOfColumn,recomputeViews:()=>recomputeViews,seen:()=>seen,selectEntries:()=>selectEntries,selectedEntry:()=>selectedEntry,
shown:()=>shown,shownKinds:()=>shownKinds,shownWitnesses:()=>shownWitnesses,sigla:()=>sigla,silencesTold:()=>silencesTold,
speaking:()=>speaking,undirectedName:()=>undirectedName,views:()=>views,visible:()=>visible});function lowerBound(array,wanted){let low=0,high=array.length;for(;low<high;){let middle=low+high>>1;array[middle]<wanted?
low=middle+1:high=middle}return low}var BLANKS={" ":"⍽"," ":"⍽"," ":"⍽"," ":"␣","\n":"¶","	":"⇥"},code=sign=>`\
\\u{${sign.codePointAt(0)?.toString(16)}}`;function visible(text){return/^\s+$/u.test(text)?text.replace(/\r\n?/g,`
`).replace(/[\s\S]/gu,c=>BLANKS[c]??(c.trim()?c:code(c))):text.replace(/\r\n?/g,`
`).replace(/\n/g,"¶").replace(/[\u00a0\u202f\u2007]/g,"⍽").replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu,
code)}var folded=text=>text.normalize("NFD").replace(/\p{M}/gu,"").toLowerCase().replace(/\s+/g," "),RIGHT_TO_LEFT=/[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u,
directionOf=text=>RIGHT_TO_LEFT.test(/\p{L}/u.exec(text)?.[0]??"")?"rtl":"ltr",onOneLine=text=>text.replace(/\s+/gu," ");var written=JSON.parse(document.getElementById("record")?.textContent??"{}"),record=written,HIDDEN=-1,UNKNOWN=-2,PLACE_NAMES="\
paratext.place";function readKinds(){let kinds=written.kinds.map(row=>{let[name,significance,weight,undirected]=row;return{
name,significance,weight,undirected}}),paratext=kinds.findIndex(({name})=>name==="paratext");return paratext>=0&&kinds.splice(
paratext+1,0,{...kinds[paratext],name:PLACE_NAMES,undirected:PLACE_NAMES}),kinds}var KINDS=readKinds(),styleOf=kind=>`k-${kind.
split(".")[0].replaceAll(" ","-")}`,chosenAs=(kind,cause)=>`${kind}.${cause}`===PLACE_NAMES?PLACE_NAMES:kind,VARIATIONS=written.
variations.map(([kind,cause,certainty,why,rule,also,within,decision,unnamed,undirected])=>{let[name,significance,weight]=written.
kinds[kind];return{significance,weight,kind:chosenAs(name,cause),cause,certainty,why,rule,also,within,decision,unnamed:!!unnamed,
undirected:undirected??why}}),Witness=class{constructor(fields,w){this.w=w,this.siglum=fields.siglum,this.about=fields,this.
text=fields.text,this.hand=fields.hand;let n=fields.lengths.length;this.starts=new Int32Array(n+1),this.ends=new Int32Array(
n),this.column=new Int32Array(n);for(let i=0,at=0,column=0;i<n;i++)this.starts[i]=at+fields.gaps[i],this.ends[i]=at=this.
starts[i]+fields.lengths[i],this.column[i]=column+=fields.columns[i];this.starts[n]=fields.text.length,this.labels=new Set(
fields.labels),this.placeStarts=fields.places.map(([start])=>start),this.lineStarts=[],this.folded=null}get size(){return this.
ends.length}before(column){return lowerBound(this.column,column)}end(i){return i>0?this.ends[i-1]:0}word(i){return this.
text.slice(this.starts[i],this.ends[i])}words(first,last){let text="";for(let i=first;i<last;i++)text+=(i>first&&this.starts[i]>
this.ends[i-1]?" ":"")+this.word(i);return text}line(at){let{stands,lines=[]}=this.about;if(stands)return stands[1][this.
lineStretch(at)];if(!this.lineStarts.length){this.lineStarts.push(0);for(let found of this.text.matchAll(/\r\n|\n|\r/g))
this.lineStarts.push(found.index+found[0].length)}let before=lines.filter(([start])=>start<=at).pop()?.[1]??0;return lowerBound(
this.lineStarts,at+1)+before}lineStretch(at){return Math.max(0,lowerBound(this.about.stands?.[0]??[],at+1)-1)}file(at){let{
stands,files}=this.about;return stands&&files.length>1?files[stands[2][this.lineStretch(at)]]??"":""}stretch(column){return this.
about.silent.findIndex(([start,stop])=>start<=column&&column<stop)}silence(column){return this.about.silent[this.stretch(
column)]?.[2]??""}said(start,end){return(this.about.told??[]).filter(([from,to])=>from<end&&to>start).map(([from,to,label2])=>[
this.text.slice(Math.max(from,start),Math.min(to,end)),label2])}imagesAt(start,end){return(this.about.images??[]).filter(
([from,to])=>from<Math.max(end,start+1)&&to>start).map(image=>image[2])}where(at){let[,ofWork,ofBook]=this.about.places[lowerBound(
this.placeStarts,at+1)-1]??[];return[ofWork??"",ofBook??""]}},WITNESSES=written.witnesses.map((fields,w)=>new Witness(fields,
w)),Entry=class{constructor([n,id,start,stop,between,doubt,moved,told2,grouping,silence,ranking,grid,own=[]]){this.n=n,this.
id=id,this.start=start,this.stop=stop,this.between=!!between;let[value,meaning,isDoubtful]=written.doubts[doubt];this.doubt=
{value,meaning,isDoubtful:!!isDoubtful};let[sentence,...otherPlaces]=moved??[null];this.moved=sentence,this.otherPlaces=
otherPlaces,this.told=told2,this.grid=grid,this.own=new Map(own),this.groups=written.groupings[grouping];let[majority,...order]=written.
rankings[ranking];this.majority=majority,this.order=order,this.silent=written.silences[silence]}get toldBy(){return this.
told||this.n}span(w){let witness=WITNESSES[w],first=witness.before(this.start),last=witness.before(this.stop);return this.
between?[witness.end(first),witness.starts[first]]:first===last?[witness.end(first),witness.end(first)]:[witness.starts[first],
witness.ends[last-1]]}where(w){let[start,end]=this.span(w);return WITNESSES[w].where(this.between||start===end?Math.max(
start-1,0):start)}text(w){let witness=WITNESSES[w];return this.between?witness.text.slice(...this.span(w)):witness.words(
witness.before(this.start),witness.before(this.stop))}variation(i,j,base=null){return this.own.get(base)?.[j]??this.grid[i*
this.groups.length+j]}},ENTRIES=written.entries.map(row=>new Entry(row)),BY_NUMBER=new Map(ENTRIES.map(entry=>[entry.n,entry])),
TOLD=ENTRIES.filter(entry=>!entry.told).length,ANY_BASE=ENTRIES.every(entry=>!entry.grid.includes(UNKNOWN)),BASES=ANY_BASE?
[...WITNESSES.map(x=>x.siglum),"majority","none"]:[record.base],REACH=new Int32Array(ENTRIES.length);ENTRIES.forEach((entry,k)=>{
REACH[k]=Math.max(k?REACH[k-1]:0,entry.stop)});var STARTS=Int32Array.from(ENTRIES,entry=>entry.start);function entriesNear(start,stop){
let first=lowerBound(STARTS,start);for(;first>0&&REACH[first-1]>=start;)first--;let found=[];for(let k=first;k<ENTRIES.length&&
ENTRIES[k].start<=stop;k++)ENTRIES[k].stop>=start&&found.push(ENTRIES[k]);return found}var LANGUAGE=record.language?{lang:record.
language}:{};var OCCURRING=KINDS.filter(({name})=>VARIATIONS.some(v=>v.kind===name)),USUAL=OCCURRING.map(({name})=>name).filter(name=>name!==
"typography"&&name!==PLACE_NAMES),DIRECTED=OCCURRING.map(({name,significance})=>({name,significance,members:[name]})),UNDIRECTED=[];
for(let{name,significance,undirected}of OCCURRING){let known2=UNDIRECTED.find(kind=>kind.name===undirected);known2?known2.
members.push(name):UNDIRECTED.push({name:undirected,significance,members:[name]})}var UNDIRECTED_NAME=new Map(UNDIRECTED.
flatMap(({name,members})=>members.map(member=>[member,name]))),shownKinds=()=>choice.base==="none"?UNDIRECTED:DIRECTED,undirectedName=kind=>UNDIRECTED_NAME.
get(kind)??kind,choice={view:"text",base:record.base,witnesses:new Set(WITNESSES.map(x=>x.w)),kinds:new Set(USUAL),query:"",
grouped:!1,reasons:!1,labels:!1,variants:!0,at:null,entry:null},baseWitness=()=>WITNESSES.find(x=>x.siglum===choice.base)??
null,leading=()=>baseWitness()??WITNESSES.find(x=>choice.witnesses.has(x.w))??WITNESSES[0],isShown=w=>choice.witnesses.has(
w)||WITNESSES[w].siglum===choice.base,shownWitnesses=()=>WITNESSES.filter(x=>isShown(x.w)),handOf=({about:{isHandOf=""}})=>isHandOf,
citedOnce=group=>group.filter(w=>!group.includes(WITNESSES[w].hand??-1)||WITNESSES[w].siglum===choice.base),sigla=group=>citedOnce(
group).map(w=>WITNESSES[w].siglum),silentOnce=silent=>silent.filter(([w,why])=>{let{hand}=WITNESSES[w];return hand===void 0||
!isShown(hand)||!["absent",silent.find(([v])=>v===hand)?.[1]].includes(why)});function seen(entry){let groups=entry.groups.
map(group=>group.filter(isShown)),here=groups.map((_,g)=>g).filter(g=>groups[g].length),lemma=lemmaGroup(groups,entry),readings=[],
base=baseWitness()?.w??null,add=(i,j)=>{let number=entry.variation(i,j,base);if(number===UNKNOWN&&lemma<0&&entry.variation(
j,i)>=0)return add(j,i);if(number===HIDDEN)return;let variation=number===UNKNOWN?null:VARIATIONS[number];readings.push({
from:i,group:j,witnesses:groups[j],variation})};if(lemma>=0)for(let g of here)g!==lemma&&add(lemma,g);else{let ordered=entry.
order.filter(g=>groups[g].length);ordered.forEach((i,k)=>ordered.slice(k+1).forEach(j=>add(i,j)))}let silent=silentOnce(
entry.silent.filter(([w])=>isShown(w)));return{entry,groups,here,lemma,readings,silent,shown:[],words:null}}function lemmaGroup(groups,entry){
return choice.base==="none"?-1:choice.base==="majority"?entry.majority:groups.findIndex(group=>group.some(w=>WITNESSES[w].
siglum===choice.base))}var views=[],current=[],byEntry=new Map,counts=new Map,kindOf=({variation})=>variation?choice.base===
"none"?undirectedName(variation.kind):variation.kind:"unknown",chosenKinds=new Set,isOfChosenKind=variation=>chosenKinds.
has(variation.kind),isChosen=({variation})=>!variation||isOfChosenKind(variation);function heaviest(readings){let best=null;
for(let r of readings)(!best||(r.variation?.weight??0)>(best.variation?.weight??0))&&(best=r);return best}function recomputeViews(){
views=ENTRIES.map(seen).filter(view=>view.readings.length)}function searchable({entry,groups,here,readings}){let texts=here.
map(g=>visible(entry.text(groups[g][0]))),names=here.flatMap(g=>groups[g].map(w=>WITNESSES[w].siglum)),places2=new Set(here.
flatMap(g=>entry.where(groups[g][0])));return folded([entry.n,...texts,...readings.map(kindOf),...names,...places2].join(
" "))}function selectEntries(){let wanted=folded(choice.query.trim());counts=new Map(shownKinds().map(({name})=>[name,0])),
chosenKinds=new Set(shownKinds().flatMap(({members})=>members.some(kind=>choice.kinds.has(kind))?members:[])),current=[];
let echoes=[];for(let view of views){if(view.shown=view.readings.filter(isChosen),view.entry.told){echoes.push(view);continue}
if(!(wanted&&!(view.words??=searchable(view)).includes(wanted))){for(let kind of new Set(view.readings.map(kindOf)))counts.
set(kind,(counts.get(kind)??0)+1);view.shown.length&&current.push(view)}}byEntry=new Map(current.map(view=>[view.entry.n,
view]));for(let view of echoes)view.shown.length&&byEntry.has(view.entry.told)&&byEntry.set(view.entry.n,view)}var selectedEntry=()=>choice.
entry===null?void 0:BY_NUMBER.get(choice.entry);var VIEWS=[["text","Text"],["parallel","Side by side"],["table","Alignment"],["entries","Entries"],["editorial","Editors"],
["pictures","Pictures"],["graph","Graph"],["about","Witnesses"]],isUsual=()=>choice.kinds.size===USUAL.length&&USUAL.every(
kind=>choice.kinds.has(kind));function address(changes={}){let wanted={...choice,entry:null,...changes},parts=[];wanted.
entry&&parts.push(`e${wanted.entry}`),wanted.view!==(wanted.entry?"entries":"text")&&parts.push(`view=${wanted.view}`),wanted.
base!==record.base&&parts.push(`base=${encodeURIComponent(wanted.base)}`),isUsual()||parts.push(`only=${[...choice.kinds].
join(",")||"nothing"}`),choice.witnesses.size<WITNESSES.length&&parts.push(`w=${[...choice.witnesses].map(w=>encodeURIComponent(
WITNESSES[w].siglum)).join(",")||"nobody"}`),choice.query.trim()&&parts.push(`q=${encodeURIComponent(choice.query.trim())}`),
choice.grouped&&parts.push("by=kind"),choice.variants||parts.push("words=all");let at=wanted.entry?changes.at??null:wanted.
at;return at!==null&&parts.push(`at=${at}`),`#${parts.join("&")}`}var decoded=text=>{try{return decodeURIComponent(text)}catch{
return text}};function readAddress(hash){let parts=hash.slice(1).split("&"),given=new Map(parts.filter(p=>p.includes("=")).
map(p=>[p.slice(0,p.indexOf("=")),p.slice(p.indexOf("=")+1)])),named2=parts.map(p=>/^e(\d+)$/.exec(p)?.[1]).find(Boolean),
entry=BY_NUMBER.get(BY_NUMBER.get(Number(named2))?.toldBy??0),view=given.get("view")??"";choice.view=VIEWS.some(([name])=>name===
view)?view:entry?"entries":"text";let base=decoded(given.get("base")??record.base);choice.base=BASES.includes(base)?base:
record.base;let only=given.get("only")?.split(",").map(decoded);choice.kinds=new Set(only?OCCURRING.filter(k=>["all",k.name,
k.significance].some(name=>only.includes(name))).map(k=>k.name):USUAL);let among=given.get("w")?.split(",").map(decoded);
return choice.witnesses=new Set(WITNESSES.filter(x=>!among||among.includes(x.siglum)).map(x=>x.w)),choice.query=decoded(
given.get("q")??""),choice.grouped=given.get("by")==="kind",choice.variants=given.get("words")!=="all",choice.at=given.has(
"at")&&Number.isInteger(Number(given.get("at")))?Number(given.get("at")):null,entry??null}function make(tag,attributes={},...children){let element=document.createElement(tag);for(let[name,value]of Object.entries(
attributes))value!==null&&value!==!1&&element.setAttribute(name,value===!0?"":String(value));return element.append(...present(
children.flat())),element}var present=children=>children.flatMap(child=>child===null||child===""?[]:[child]),isolated=(text,attributes={})=>make(
"bdi",attributes,visible(text)),find=(selector,root=document)=>root.querySelector(selector);function one(selector){let found=document.
querySelector(selector);if(!found)throw new Error(`the page has no ${selector}`);return found}var all=selector=>[...document.
querySelectorAll(selector)];var LONGEST_ROW=600;function rowColumns(leader){let breaks=i=>(leader.text.slice(leader.end(i),leader.starts[i]).match(/\r\n|\n|\r/g)??
[]).length,counted2=Int32Array.from({length:leader.size},(_,i)=>i?breaks(i):0),least=counted2.some(n=>n>1)?2:1,starts=[0];
for(let i=1,size=1;i<leader.size;i++,size++){let isLong=size>=LONGEST_ROW&&(counted2[i]>0||size>=2*LONGEST_ROW);(counted2[i]>=
least||isLong)&&(starts.push(leader.column[i]),size=0)}return starts}var rowsOf=null,rows=[];function rowStarts(){let leader=leading();
return leader&&rowsOf!==leader&&(rowsOf=leader,rows=rowColumns(leader)),leader?rows:[]}var rowOf=column=>Math.max(0,lowerBound(
rowStarts(),column+1)-1),rowBounds=r=>[rowStarts()[r],rowStarts()[r+1]??record.columns];function textBounds(witness,r){let[
start,stop]=rowBounds(r);return[r===0?0:witness.starts[witness.before(start)],r+1===rowStarts().length?witness.text.length:
witness.starts[witness.before(stop)]]}function pieces(witness,r){let[start,stop]=rowBounds(r),[from,to]=textBounds(witness,
r),marks=entriesNear(start,stop).flatMap(entry=>byEntry.get(entry.n)??[]).flatMap(view=>marked(view,witness.w)??[]).filter(
mark=>inRow(mark,start,stop,from,to)).sort((a,b)=>a.start-b.start||a.end-b.end||a.n-b.n),nodes=[],at=from;for(let mark of marks){
let begin=Math.max(mark.start,from),end=Math.min(mark.end,to);begin<at||(nodes.push(witness.text.slice(at,begin),markElement(
mark,witness,begin,end)),at=end)}return[...nodes,witness.text.slice(at,to)]}function inRow(mark,start,stop,from,to){if(mark.
start<mark.end)return mark.start<to&&mark.end>from;let column=mark.between?mark.column-1:mark.column;return start<=column&&
column<stop&&from<=mark.start&&mark.start<=to}function marked(view,w){let{entry}=view,g=entry.groups.findIndex(group=>group.
includes(w));if(g<0)return null;let own=view.lemma>=0&&g!==view.lemma?view.shown.find(r=>r.group===g):heaviest(view.shown);
if(!own)return null;let[start,end]=entry.span(w);return{n:entry.toldBy,start,end,kind:kindOf(own),between:entry.between,
column:entry.start}}function markElement(mark,witness,begin,end){let text=witness.text.slice(begin,end),shape=begin===end?
" caret":mark.between?" space":"";return make("a",{class:`k ${styleOf(mark.kind)}${shape}`,href:address({entry:mark.n,view:choice.
view}),"data-n":mark.n,title:`${mark.n} ${mark.kind}`,"aria-label":begin===end?`${mark.n}, ${mark.kind}, nothing here`:null,
"data-sign":mark.between&&begin<end?visible(text):null},text)}var LONGEST=120;function standsFor(witness){let{title,date}=witness.about,shown2=visible(title);return[shown2.length>LONGEST?
`${shown2.slice(0,LONGEST)} …`:shown2,title.includes(date)?"":visible(date),handOf(witness)].filter(Boolean).join(", ")}
var described=witness=>({title:standsFor(witness)||null}),siglum=witness=>make("bdi",{class:"siglum",title:standsFor(witness)||
null},witness.siglum),siglaOfAll=witnesses=>witnesses.flatMap((x,k)=>[k?" ":"",siglum(x)]);function listenForFocus(){let tip=make(
"div",{id:"tip","aria-hidden":"true",hidden:!0});document.body.append(tip),document.addEventListener("focusin",({target})=>{
let says=target instanceof HTMLElement&&target.matches("a.siglum")?target:null;if(tip.hidden=!says?.title,!says||tip.hidden)
return;tip.textContent=says.title;let{left,top,bottom}=says.getBoundingClientRect(),{width,height}=tip.getBoundingClientRect();
tip.style.left=`${Math.max(8,Math.min(left,innerWidth-width-8))}px`,tip.style.top=`${bottom+height+12>innerHeight?top-height-
6:bottom+6}px`}),document.addEventListener("focusout",()=>{tip.hidden=!0}),document.addEventListener("scroll",()=>{tip.hidden=
!0})}function foldedWords(witness){if(!witness.folded){let begins=new Int32Array(witness.size),parts=[],at=0;for(let i=0;i<witness.
size;i++){let part=(i>0&&witness.starts[i]>witness.ends[i-1]?" ":"")+folded(witness.word(i));begins[i]=at+(part.startsWith(
" ")?1:0),at+=part.length,parts.push(part)}witness.folded={begins,text:parts.join("")}}return witness.folded}function placesOf(witness,query){
let wanted=folded(query.trim()),found=[];if(!wanted||!witness)return found;let{begins,text}=foldedWords(witness);for(let at=text.
indexOf(wanted);at>=0;at=text.indexOf(wanted,at+1))found.push([lowerBound(begins,at+1)-1,lowerBound(begins,at+wanted.length)-
1]);return found}var places=[],turn=-1,told=null;function tellPlaces(){let witness=leading();places=choice.query.trim()?
placesOf(witness,choice.query):[],turn=-1;let box=one("#places");box.hidden=!choice.query.trim(),!box.hidden&&(told=make(
"span",{},`${places.length} ${places.length===1?"place":"places"} in the text of `),box.replaceChildren(told,witness?siglum(
witness):"no witness"," ",make("button",{type:"button","data-turn":-1,"aria-label":"previous place"},"‹")," ",make("bu\
tton",{type:"button","data-turn":1,"aria-label":"next place"},"›")))}var hasPlaces=()=>places.length>0;function turnTo(by,drawn2){
turn=(turn+by+places.length+(turn<0&&by<0?1:0))%places.length;let witness=leading(),[first,last]=places[turn],column=witness.
column[first],row=drawn2?.reachColumn?.(column),text=row&&find(`.text[data-w="${witness.w}"]`,row);if(!text)return;let[from]=textBounds(
witness,rowOf(column)),range=rangeIn(text,witness.starts[first]-from,witness.ends[last]-from);getSelection()?.removeAllRanges(),
getSelection()?.addRange(range),(range.startContainer.parentElement??row).scrollIntoView({block:"center"}),told&&(told.textContent=
`${turn+1} of ${places.length} places in the text of `)}function rangeIn(element,start,end){let range=document.createRange(),
walker=document.createTreeWalker(element,NodeFilter.SHOW_TEXT),at=0,begun=!1;for(let node=walker.nextNode();node;node=walker.
nextNode()){let{length}=node;if(!begun&&start<at+length&&(range.setStart(node,start-at),begun=!0),begun&&end<=at+length)
return range.setEnd(node,end-at),range;at+=length}return begun&&range.setEnd(element,element.childNodes.length),range}var PRESETS={all:()=>!0,usual:({name})=>USUAL.includes(name),substantive:({significance})=>significance==="substantive",
accidental:({significance})=>significance==="accidental",editorial:({name,significance})=>significance==="editorial"&&name!==
PLACE_NAMES},WITHOUT_WITNESS={none:"none: no reading is preferred",majority:"majority: the reading of most witnesses"},membersOf=name=>shownKinds().
find(kind=>kind.name===name)?.members??[];function makeControls(){one("#base").append(...BASES.map(name=>make("option",{
value:name},WITHOUT_WITNESS[name]??name))),!ANY_BASE&&BASES.length<2&&one("#base").after(make("span",{class:"aside"}," t\
he only base in this page")),one("#sigla").append(...WITNESSES.map(x=>make("label",x.about.derived?{class:"hand"}:{},make(
"input",{type:"checkbox",name:"witness",value:x.w,...described(x)})," ",siglum(x)))),one("#views").append(...VIEWS.map(([
name,words2])=>make("a",{"data-view":name},words2)))}var listed=null;function listKinds(){listed!==shownKinds()&&(listed=
shownKinds(),one("#kinds").replaceChildren(...listed.map(({name,significance})=>make("li",{},make("label",{},make("input",
{type:"checkbox",name:"kind",value:name,"data-significance":significance})," ",make("span",{class:`k ${styleOf(name)}`},
name)," ",make("span",{class:"count","data-kind":name}))))))}function updateControls(){listKinds(),one("#base").value=choice.
base;let query=one("#query");query.value!==choice.query&&(query.value=choice.query);let kinds=all("input[name=kind]");for(let box of kinds)
box.checked=membersOf(box.value).some(kind=>choice.kinds.has(kind));let witnesses=all("input[name=witness]");for(let box of witnesses){
let w=Number(box.value);box.disabled=WITNESSES[w].siglum===choice.base,box.checked=box.disabled||choice.witnesses.has(w)}
for(let count of all(".count[data-kind]"))count.textContent=String(counts.get(count.dataset.kind??"")??0);for(let link of all(
"#views a")){let view=link.dataset.view??"";link.setAttribute("href",address({view,at:null,entry:view==="graph"?choice.entry:
null})),view===choice.view?link.setAttribute("aria-current","page"):link.removeAttribute("aria-current")}tellPlaces(),one(
"#status").textContent=`${current.length} of ${TOLD} entries shown`}var KEYS=[["j, k","next, previous entry"],["1 – 8","the views, in their order"],["/","search"],["Enter","in the search\
: go to the next place in the text; with Shift to the one before"],["b","choose the base"],["g","graph of the chosen ent\
ry"],["Esc","unselect the entry"],["?","this list"]];function showAbout(container){return container.append(make("h2",{},
"Witnesses"),make("dl",{class:"witnesses"},WITNESSES.flatMap(description)),make("h2",{},"Summary"),make("div",{class:"sc\
roll",tabindex:0,role:"region","aria-label":"Summary"},summaryTable()),make("h2",{},"Keys"),make("dl",{class:"keys"},KEYS.
flatMap(([key,does])=>[make("dt",{},make("kbd",{},key)),make("dd",{},does)]))),null}function description(witness){let{siglum:siglum2,
size,hand,about}=witness,facts=[about.source,about.source.includes(about.date)?"":about.date,handOf(witness),`${about.extent}\
, ${size} ${size===1?"token":"tokens"}`,...about.files,about.licence?`licence: ${about.licence}`:""];return[make("dt",{class:hand===
void 0?null:"hand"},make("bdi",{class:"siglum"},siglum2),siglum2===choice.base?make("span",{class:"tag"},"base"):null),make(
"dd",{},about.title?isolated(about.title,{class:"work"}):null,make("span",{class:"facts"},facts.filter(Boolean).flatMap(
(part,k)=>[k?"; ":"",isolated(part)])))]}function countReadings(){let table=new Map(shownKinds().map(({name})=>[name,{entries:0,
readings:new Map}]));for(let view of current){let known2=view.shown.filter(r=>r.variation);for(let kind of new Set(known2.
map(kindOf))){let row=table.get(kind);row&&row.entries++}for(let r of known2)for(let w of citedOnce(r.witnesses)){let readings=table.
get(kindOf(r))?.readings;readings?.set(w,(readings.get(w)??0)+1)}}return table}function summaryTable(){let against=choice.
base==="none"?[]:shownWitnesses(),table=countReadings(),number=text=>make("td",{class:"number"},text),rows2=shownKinds().
flatMap(({name,significance})=>{let row=table.get(name);return row?.entries?make("tr",{},make("th",{scope:"row"},make("s\
pan",{class:`k ${styleOf(name)}`},name)),make("td",{},significance),number(String(row.entries)),against.map(x=>number(String(
row.readings.get(x.w)??"–")))):[]}),head=make("tr",{},make("th",{scope:"col"},"kind"),make("th",{scope:"col"},"signifi\
cance"),make("th",{scope:"col",class:"number"},"entries"),against.map(x=>make("th",{scope:"col",class:"number",...described(
x)},siglum(x)))),caption=against.length?"Entries by kind, and the readings of each witness that differ from the lemma.":
"Entries by kind.";return make("table",{class:"plain",id:"summary"},make("caption",{},caption),make("thead",{},head),make(
"tbody",{},rows2))}var NEIGHBOURS=6;function speaking({entry,groups,lemma}){let base=baseWitness();return base&&groups[lemma].includes(base.
w)?base:WITNESSES[groups[lemma][0]??entry.groups[lemma][0]]}function around(view){let speaker=view.lemma>=0?speaking(view):
WITNESSES[view.groups[view.here[0]][0]],{entry}=view,first=speaker.before(entry.start),last=speaker.before(entry.stop),[
start,end]=entry.span(speaker.w),from=speaker.starts[Math.max(0,first-NEIGHBOURS)]??0,to=speaker.ends[Math.min(last+NEIGHBOURS,
speaker.size)-1]??end,before=onOneLine(speaker.text.slice(Math.min(from,start),start)),after=onOneLine(speaker.text.slice(
end,Math.max(to,end)));return{speaker,first,last,line:speaker.line(start),file:speaker.file(start),before,after}}function occurrence(view,cited2=null){
let{speaker,...at}=around(view),first=cited2?.low??at.first,last=cited2?.high??at.last,line=cited2?speaker.line(speaker.
starts[first]):at.line;if(first===last)return 1;let lemma=speaker.words(first,last),count=1;for(let i=first-1;i>=0&&speaker.
line(speaker.starts[i])===line;i--)i+last-first<=speaker.size&&speaker.word(i)===speaker.word(first)&&speaker.words(i,i+
last-first)===lemma&&count++;return count}function placeAt(witness,at){let file=witness.file(at);return[...witness.where(
at),`${file?`${visible(file)} `:""}l. ${witness.line(at)}`].filter(Boolean).join(", ")}var placeOfColumn=(witness,column)=>witness.
size?placeAt(witness,witness.starts[Math.min(witness.size-1,witness.before(column))]):"";function place(view){let{speaker,
line,file}=around(view),[own,ofBook]=view.entry.where(speaker.w),extant=own?[]:view.groups.flat().sort((a,b)=>a-b),ofWork=own||
extant.map(w=>view.entry.where(w)[0]).find(Boolean),siglum2=view.lemma>=0?"":`${speaker.siglum} `,ofWitness=[ofBook,file?
`${visible(file)} l. ${line}`:`l. ${line}`].filter(Boolean).join(", ");return[ofWork,siglum2+ofWitness].filter(Boolean).
join(", ")}var MOST_MARKS=4,hasLetters=text=>/[\p{L}\p{N}]/u.test(text),spaced=text=>/\s/u.test(text);function isAboutMarks({entry,
groups,here}){return!entry.between&&!here.some(g=>hasLetters(entry.text(groups[g][0])))}function wordBeside(witness,i,step){
for(let k=1;k<=MOST_MARKS+1;k++){let at=i+step*k;if(at<0||at>=witness.size)return-1;let word=witness.word(at);if(/^\[(\.\.\.|…)\]$/u.
test(word)||witness.labels.has(witness.starts[at]))return-1;if(hasLetters(word))return at}return-1}function belongsToWordBefore(entry,w){
let witness=WITNESSES[w],first=witness.before(entry.start),last=witness.before(entry.stop),before=wordBeside(witness,first,
-1),after=wordBeside(witness,last-1,1);if(before<0||after<0)return before>=0;let spaceBefore=witness.text.slice(witness.
ends[before],witness.starts[first]);return spaced(spaceBefore)?spaced(witness.text.slice(witness.ends[last-1],witness.starts[after]))&&
!/[\r\n]/.test(spaceBefore):!0}function withWord(entry,w,isBefore){let witness=WITNESSES[w],first=witness.before(entry.start),
last=witness.before(entry.stop),beside=isBefore?wordBeside(witness,first,-1):wordBeside(witness,last-1,1);if(beside<0)return null;
let[low,high]=isBefore?[beside,last]:[first,beside+1],[start,end]=[witness.starts[low],witness.ends[high-1]],[from,to]=entry.
span(w),word=onOneLine(isBefore?witness.text.slice(start,from):witness.text.slice(to,end));return first===last&&(word=word.
trim()),{text:onOneLine(witness.text.slice(start,end)).trim(),word,column:witness.column[beside],low,high}}function areAlike(word,other){
let[a,b]=[[...word.trim().toLowerCase()],[...other.trim().toLowerCase()]],shared=(x,y)=>{let k=0;for(;k<x.length&&k<y.length&&
x[k]===y[k];)k++;return k};return 2*Math.max(shared(a,b),shared([...a].reverse(),[...b].reverse()))>=Math.max(a.length,b.
length)}function citedWithWord(view){if(!isAboutMarks(view))return null;let{entry,groups,here,lemma}=view,witnessOf=g=>g===
lemma?speaking(view).w:groups[g][0],order=lemma>=0?[lemma,...here.filter(g=>g!==lemma)]:here,written2=order.find(g=>entry.
text(witnessOf(g)));if(written2===void 0)return null;let isBefore=belongsToWordBefore(entry,witnessOf(written2)),first=withWord(
entry,witnessOf(order[0]),isBefore);if(!first)return null;let readings=new Map;for(let g of order.slice(lemma>=0?1:0)){if(view.
readings.find(r=>r.group===g)?.variation?.kind==="transposition")continue;let alike=groups[g].flatMap(w=>withWord(entry,
w,isBefore)??[]).filter(c=>c.column===first.column&&areAlike(c.word,first.word)),nearest=alike.find(c=>c.word.trim()===first.
word.trim())??alike[0];nearest&&readings.set(g,nearest.text)}return lemma>=0&&!readings.size&&!entry.text(witnessOf(lemma))?
null:{first,isBefore,readings}}var LONG=160,MOST_SILENT=3,siglaOf=(entry,group)=>citedOnce(group).flatMap((w,k)=>[k?" ":"",make("a",{class:"siglum",href:address(
{entry:entry.n,view:"parallel"}),title:[standsFor(WITNESSES[w]),"in its place in the texts"].filter(Boolean).join("; ")},
make("bdi",{},WITNESSES[w].siglum))]),nothing=(between,word)=>make("i",{class:"nothing"},between?"no space":word);function words(text,inLines=text){
let shown2=visible(text);if(shown2.length<=LONG)return make("bdi",LANGUAGE,shown2);let parts=shown2.split(/\s+/),ends=parts.
length>9?`${parts.slice(0,5).join(" ")} … ${parts.slice(-3).join(" ")}`:`${shown2.slice(0,60)} …`;return make("detai\
ls",{class:"long"},make("summary",{},make("bdi",LANGUAGE,ends)),make("bdi",{class:"lines",...LANGUAGE},inLines.trim().split(
/\r\n?|\n/).map(visible).join(`
`)))}function variationParts(variation,isDirected=!0){if(!variation)return[make("span",{class:"aside"},`compared only ag\
ainst ${record.base}`)];let{cause,also,within,certainty,decision}=variation,kind=isDirected?variation.kind:undirectedName(
variation.kind);return[make("span",{class:`kind k ${styleOf(kind)}`},cause&&kind!==PLACE_NAMES?`${kind} (${cause})`:kind),
also.length?make("span",{class:"aside"},` also ${also.map(k=>isDirected?k:undirectedName(k)).join(", ")}`):null,within?make(
"span",{class:"aside"},` within ${within}`):null,certainty!=="high"?make("span",{class:"aside certainty"},`${certainty} \
certainty`):null,decision?make("span",{class:"aside"}," by decision"):null]}var reasons=view=>[...view.shown.flatMap(r=>{
let{variation}=r;if(!variation)return[];let ruleName=v=>view.lemma<0?undirectedName(v.rule):v.rule,witnesses=[...view.lemma>=
0?[]:citedOnce(view.groups[r.from]),...citedOnce(r.witnesses)];return make("li",{},...siglaOfAll(witnesses.map(w=>WITNESSES[w])),
" ",make("bdi",{},visible((view.lemma<0?variation.undirected:variation.why)||"no reason given")),variation.rule?make("sp\
an",{class:"rule"},` rule ${ruleName(variation)}, ${variation.certainty} certainty`):null)}),...view.entry.doubt.meaning&&
!view.entry.doubt.isDoubtful?[make("li",{},view.entry.doubt.meaning)]:[]];function lemmaParts(view,marks){let{entry,groups,
lemma}=view,{speaker,...context}=around(view),text=marks?.first.text??entry.text(speaker.w),word=marks?.first.word??"",times=occurrence(
view,marks?.first),{before,after}=context;marks?.isBefore?before=before.endsWith(word)?before.slice(0,-word.length):"":marks&&
(after=after.startsWith(word)?after.slice(word.length):"");let body=text?words(text,speaker.text.slice(...entry.span(speaker.
w))):entry.between?nothing(!0,""):make("span",{title:"nothing here"},"‸");return[make("div",{class:"passage",dir:"auto",
...LANGUAGE},before?make("span",{class:"context"},`…${visible(before)}`):null,make("div",{class:"lemma"},body),times>1?
make("sup",{title:"occurrence in its line"},String(times)):null,entry.between||!text?make("span",{class:"context"},`${visible(
after)}…`):null)," ",...siglaOf(entry,groups[lemma])," ",make("span",{class:"bracket"},"]")," "]}function readingParts({
entry,groups},r,marks,mark=""){let own=marks?.readings.get(r.group),reading=own??entry.text(groups[r.group][0]),isBare=own===
void 0,lacks=marks&&mark&&isBare&&r.variation?.kind!=="transposition";return make("div",{class:"reading"},reading&&!mark&&
!entry.between&&isBare?make("i",{class:"nothing"},"add. "):null,reading?words(reading,textInLines(entry,groups[r.group][0])):
nothing(entry.between,"om."),lacks?[make("i",{class:"nothing"},reading?" pro ":" "),words(mark)]:null," ",...siglaOf(entry,
groups[r.group])," ",...variationParts(r.variation))}var textInLines=(entry,w)=>WITNESSES[w].text.slice(...entry.span(w));
function pairParts({entry,groups,here,shown:shown2},marks){let readings=here.flatMap((g,k)=>{let text=marks?.readings.get(
g)??entry.text(groups[g][0]);return[make("div",{class:"reading"},make("div",{class:"lemma"},text?words(text,textInLines(
entry,groups[g][0])):nothing(entry.between,"nothing"))," ",...siglaOf(entry,groups[g])),k+1<here.length?" : ":" "]}),pairs=shown2.
flatMap((r,k)=>[make("span",{class:"pair"},shown2.length>1?make("span",{class:"aside"},`${sigla(groups[r.from]).join(" ")}\
 – ${sigla(groups[r.group]).join(" ")} `):null,...variationParts(r.variation,!1)),k+1<shown2.length?"; ":""]);return[...readings,
...pairs]}function cited(view,silent=view.silent){let{entry,lemma,shown:shown2}=view,marks=citedWithWord(view),line=make(
"div",{class:"line"});if(lemma>=0){let mark=entry.text(around(view).speaker.w);line.append(...present(lemmaParts(view,marks))),
shown2.forEach((r,k)=>line.append(readingParts(view,r,marks,mark),k+1<shown2.length?"; ":""))}else line.append(...present(
pairParts(view,marks)));line.append(...silences(silent)),entry.moved&&line.append(make("span",{class:"aside"}," moved: ",
isolated(entry.moved),movedLinks(entry)));let{meaning,isDoubtful}=entry.doubt;return isDoubtful&&line.append(make("span",
{class:"aside"},` doubtful: ${meaning}`)),line.append(...present([said(view),images(view)])),line}function silences(silent){
let byReason=new Map;for(let[w,why]of silent)byReason.set(why,[...byReason.get(why)??[],WITNESSES[w]]);return[...byReason].
flatMap(([why,witnesses])=>why==="omits"?make("span",{class:"aside silent"}," not in ",...siglaOfAll(witnesses)):witnesses.
length>MOST_SILENT?make("details",{class:"long aside silent"},make("summary",{},`${witnesses.length} witnesses ${why}`),
...siglaOfAll(witnesses)):witnesses.map(x=>make("span",{class:"aside silent"}," ",siglum(x),` ${why}`)))}function movedLinks(entry){
let elsewhere=entry.otherPlaces.flatMap(([,,having])=>having),have=entry.groups.flat().filter(w=>entry.text(w)&&!elsewhere.
includes(w)),here=[entry.start,entry.stop,have],links=new Map;for(let[start,stop,having]of[here,...entry.otherPlaces]){let shown2=having.
filter(isShown),witness=WITNESSES[shown2.find(v=>WITNESSES[v].siglum===choice.base)??shown2[0]];if(!witness)continue;let where=placeAt(
witness,witness.starts[witness.before(start)]);if(links.has(`${witness.siglum} ${where}`))continue;let there=start===here[0]?
entry.n:entryOfMove(start,stop,entry),href=address({entry:there,view:"parallel",at:start});links.set(`${witness.siglum} ${where}`,
make("a",{href,class:"moved"},siglum(witness),` ${where}`))}return links.size>1?make("span",{},"; the places: ",...listed2(
[...links.values()])):null}var entryOfMove=(start,stop,entry)=>entriesNear(start,stop).find(e=>e.moved&&e.start<stop&&e.
stop>start)?.toldBy??entry.n;function said({entry}){let found=entry.groups.flat().flatMap(w=>WITNESSES[w].said(...entry.
span(w)).map(([text,label2])=>({w,text,label:label2})));return found.length?make("ul",{class:"said aside"},found.map(({w,
text,label:label2})=>make("li",{},siglum(WITNESSES[w])," ",words(text)," ",isolated(label2)))):null}var imageLinks=(witness,addresses)=>[
...new Set(addresses)].map(at=>make("a",{class:"image",href:at,target:"_blank",rel:"noreferrer noopener",title:visible(at)},
"image of ",make("bdi",{},witness.siglum))),listed2=links=>links.flatMap((link,k)=>[k?", ":"",link]);function images({entry}){
let links=entry.groups.flat().flatMap(w=>imageLinks(WITNESSES[w],WITNESSES[w].imagesAt(...entry.span(w))));return links.
length?make("p",{class:"images aside"},listed2(links)):null}var MARGIN="1500px",MOST=400,endOfPrint=(printed,count)=>`The print ends here. It has ${printed} of ${count} parts, beca\
use the work is too long for one print. Choose fewer kinds or search for words to print less; or write a printed edition\
: collate report --format latex.`;function windowed(container,count,build,height){let boxes=[],filled=new Set,put=k=>{let box=boxes[k];
return!box||filled.has(k)||(box.append(...[build(k)].flat()),box.style.minHeight="",filled.add(k)),box},fill=k=>{let box=put(
k);return filled.size>MOST&&empty([...filled][0]),box},all2=(most=count)=>{for(let k=0;k<Math.min(most,count);k++)put(k);
return boxes[most]},empty=k=>{let box=boxes[k],{top,bottom,height:tall}=box.getBoundingClientRect();bottom>-4e3&&top<innerHeight+
4e3||(box.style.minHeight=`${tall}px`,box.replaceChildren(),filled.delete(k))},watcher=new IntersectionObserver(seen2=>{
for(let{isIntersecting,target}of seen2)isIntersecting&&fill(boxes.indexOf(target))},{rootMargin:`${MARGIN} 0px`});for(let k=0;k<
count;k++){let box=make("div",{class:"window"});box.style.minHeight=`${height}px`,boxes.push(box),watcher.observe(box)}container.
append(...boxes);for(let k=0;k<Math.min(2,count);k++)fill(k);return{fill,all:all2,count,stop:()=>watcher.disconnect()}}var IN_A_WINDOW=50,HEADINGS=["witness","place","role","cause","words","why"];function showEditorial(container){container.
append(make("h2",{},"Editorial interventions"),make("p",{class:"aside"},"Words of editors in each witness: glosses, note\
s and paratext. They were found without comparing witnesses."));let found=shownWitnesses().flatMap(witness=>witness.about.
interventions.map((_,k)=>({witness,k})));return found.length||container.append(make("p",{},"There are none in the witnes\
ses shown.")),windowed(container,Math.ceil(found.length/IN_A_WINDOW),k=>interventionTable(found.slice(k*IN_A_WINDOW,(k+1)*
IN_A_WINDOW)),1800)}function interventionTable(found){let head=HEADINGS.map(name=>make("th",{scope:"col",role:"columnhea\
der"},name)),table=make("table",{class:"plain interventions",role:"table"},make("thead",{role:"rowgroup"},make("tr",{role:"\
row"},head)),make("tbody",{role:"rowgroup"},found.map(({witness,k})=>interventionRow(witness,k))));return make("div",{class:"\
scroll",tabindex:0,role:"region","aria-label":"Editorial interventions"},table)}function interventionRow(witness,k){let[
start,end,role,cause,why,within,certainty]=witness.about.interventions[k],column=witness.column[Math.min(witness.about.first[k],
witness.size-1)]??0,text=witness.text.slice(start,end),cells=[[siglum(witness)],[make("a",{href:address({view:"parallel",
at:column})},placeAt(witness,start))],[make("span",{class:`k k-${role}`},role),within?make("span",{class:"aside"},` with\
in ${within}`):null],[cause,certainty==="high"?null:make("span",{class:"aside"},` (${certainty} certainty)`)],[make("div",
{dir:"auto"},words(onOneLine(text),text))],[visible(why)]];return make("tr",{role:"row"},cells.map((cell2,c)=>make("td",
{role:"cell","data-name":HEADINGS[c]},cell2)))}var IN_A_WINDOW2=40,MOST_NAMED=100;function silencesTold(views2){let told2=new Map;return new Map(views2.map(view=>[view,
view.silent.filter(([w])=>{let{between,start}=view.entry,here=WITNESSES[w].stretch(start),stretch=here<0&&between?WITNESSES[w].
stretch(start-1):here;return stretch>=0&&told2.get(w)===stretch?!1:(told2.set(w,stretch),!0)})]))}function item(view,silent=view.
silent){let{n}=view.entry;return make("li",{id:`e${n}`,"data-n":n,class:n===choice.entry?"lit":null},make("a",{class:"n",
href:address({entry:n,view:"entries"}),"aria-label":`entry ${n}`},String(n)),make("span",{class:"place"},place(view)),cited(
view,silent),make("details",{class:"why",open:choice.reasons},make("summary",{"aria-label":`why, entry ${n}`},"why"),make(
"ul",{},reasons(view))))}function lookHereFirst(container){let link=({entry:{n}})=>make("a",{href:address({entry:n,view:"\
entries"})},String(n)),list=(sentence,found)=>{if(!found.length)return;let more=found.length>MOST_NAMED?` and ${found.length-
MOST_NAMED} more`:"",links=found.slice(0,MOST_NAMED).flatMap((view,k)=>[k?", ":"",link(view)]);container.append(make("p",
{class:"doubtful"},sentence,links,more))},doubtful=current.filter(({entry})=>entry.doubt.isDoubtful).sort((a,b)=>b.entry.
doubt.value-a.entry.doubt.value||a.entry.n-b.entry.n);list("Look here first: words that may stand elsewhere, the most do\
ubtful first: ",doubtful),list("Not classified: similar words, and no rule could decide whether they are one word or two\
: ",current.filter(v=>!v.entry.doubt.isDoubtful&&v.shown.some(r=>r.variation?.unnamed)))}function listDecisions(container){
record.decisions.length&&container.append(make("h2",{},"Decisions that no longer hold"),make("ul",{},record.decisions.map(
([where,what,state,why,was])=>make("li",{},isolated(where),": ",isolated(what),`, ${state}: `,isolated(why),". The decis\
ion was: ",isolated(was)))))}function cutIntoWindows(){return(choice.grouped?shownKinds().map(({name})=>({name,views:current.
filter(v=>{let first=heaviest(v.shown);return first&&kindOf(first)===name})})):[{name:"",views:current}]).flatMap(({name,
views:views2})=>{let silences2=silencesTold(views2);return Array.from({length:Math.ceil(views2.length/IN_A_WINDOW2)},(_,k)=>({
name:k?"":name,views:views2.slice(k*IN_A_WINDOW2,(k+1)*IN_A_WINDOW2),silences:silences2}))})}function showEntries(container){
listDecisions(container),container.append(make("h2",{},"Entries")),lookHereFirst(container),container.append(make("p",{class:"\
aside"},choice.base==="none"?"Each entry has its readings, each with its witnesses, and then how they differ; no reading\
 is preferred. ":"Before the bracket are the lemma and the witnesses that have it, after it the other readings. ","A sig\
lum links to its place in the texts. ␣ space, ⍽ no-break space, ¶ end of a line (twice: of a paragraph), ‸ no words here\
."),make("p",{},toggle("grouped","group by kind"),toggle("reasons","show every reason")));let places2=choice.kinds.has(PLACE_NAMES)?
0:counts.get(PLACE_NAMES)??0;places2&&container.append(make("p",{class:"aside places"},`not shown: ${places2} ${places2>
1?"numbers of places":"number of a place"}`));let cut=cutIntoWindows(),windows=windowed(container,cut.length,k=>{let{name,
views:views2,silences:silences2}=cut[k],list=make("ol",{class:"entries"},views2.map(view=>item(view,silences2.get(view))));
return name?[make("h3",{},name),list]:list},40*IN_A_WINDOW2);return current.length||container.append(make("p",{},ENTRIES.
length?"No entry is selected.":"The witnesses do not differ.")),{...windows,reach:n=>(windows.fill(cut.findIndex(({views:views2})=>views2.
some(v=>v.entry.n===n))),document.getElementById(`e${n}`))}}function toggle(name,label2){let box=make("input",{type:"che\
ckbox","data-toggle":name});return box.checked=choice[name],make("label",{class:"toggle"},box,` ${label2}`)}function tellStep(){let at=current.findIndex(({entry})=>entry.n===choice.entry),count=`${current.length} ${current.length===
1?"entry":"entries"}`;one("#step").textContent=at<0?count:`${at+1} of ${current.length}`;for(let button of all("[data-st\
ep]")){let next=at+Number(button.dataset.step),isLast=at<0?!current.length:next<0||next>=current.length;button.setAttribute(
"aria-disabled",String(isLast))}}function foot(){tellStep();let box=one("#foot"),view=choice.entry===null?void 0:byEntry.
get(choice.entry);if(box.hidden=!view||choice.view==="entries",!view||box.hidden)return;let to=(name,words2)=>make("a",{
href:address({entry:choice.entry,view:name})},words2);box.replaceChildren(make("div",{class:"foot"},make("span",{class:"\
n"},String(choice.entry)),make("span",{class:"place"},place(view)),cited(view)),make("ul",{},reasons(view)),make("p",{class:"\
links"},to("entries","in the list"),to("text","in the text"),to("parallel","side by side"),to("table","in the alignment"),
to("graph","as a graph"),make("button",{type:"button",id:"close"},"close")))}var SVG="http://www.w3.org/2000/svg";function draw(tag,attributes={},...children){let element=document.createElementNS(SVG,
tag);for(let[name,value]of Object.entries(attributes))element.setAttribute(name,String(value));return element.append(...children.
flat()),element}var label=(x,y,text,more={})=>draw("text",{x,y,...more},text),picture=(title,width,height,...parts)=>draw(
"svg",{viewBox:`0 0 ${width} ${height}`,width,height,role:"img","aria-label":title},...parts),titled=(container,heading2,says,svg)=>container.
append(make("figure",{},make("h3",{},heading2),make("div",{class:"scroll",tabindex:0,role:"region","aria-label":heading2},
svg),make("figcaption",{class:"aside"},says)));var ON_EITHER_SIDE=4,WIDEST=24,WITHOUT_ENTRY=12;function passageOf(entry){if(!entry)return[0,Math.min(record.columns,WITHOUT_ENTRY)];
let start=Math.max(0,entry.start-ON_EITHER_SIDE);return[start,Math.min(record.columns,entry.stop+ON_EITHER_SIDE,start+WIDEST)]}
var isMirrored=()=>directionOf(leading().text)==="rtl";function showGraph(container){let{at}=choice,view=byEntry.get(choice.
entry??0)??(at===null?current[0]:null),entry=selectedEntry()??view?.entry,isOfEntry=at===null||choice.entry!==null,[start,
stop]=isOfEntry?passageOf(entry):[at,Math.min(record.columns,at+WITHOUT_ENTRY)];container.append(make("h2",{},entry&&isOfEntry?
`Graph of entry ${entry.n}`:"Graph"),make("p",{class:"aside"},`Each box is a reading; each witness goes from ${isMirrored()?
"right to left":"left to right"} along the lines with its siglum. A dashed line is for witnesses that are not extant in \
between.`));let go=(column,words2)=>make("a",{href:address({view:"graph",at:Math.max(0,Math.min(record.columns-1,column))}),
class:"step"},words2),steps=[go(start-10,isMirrored()?"before →":"← before")," ",go(start+10,isMirrored()?"← after":
"after →")];return container.append(make("p",{},isMirrored()?steps.reverse():steps)),titled(container,`From ${placeOfColumn(
leading(),start)}`,"",graph(start,stop,shownWitnesses())),isMirrored()&&find(".scroll",container)?.setAttribute("dir","r\
tl"),null}function graph(start,stop,witnesses){let nodes=new Map,edges=new Map,rows2=new Array(stop-start).fill(0),node=(column,text)=>{
let key=`${column} ${text}`,known2=nodes.get(key)??{key,column,text,row:rows2[column-start]++};return nodes.set(key,known2),
known2},ends=[{key:"from",column:start-1,text:"",row:0},{key:"to",column:stop,text:"",row:0}];for(let x of witnesses){let last=ends[0],
step=next=>{let key=`${last.key}\0${next.key}`,edge=edges.get(key)??{from:last,to:next,sigla:[],silent:0};edges.set(key,
edge),edge.sigla.push(x.siglum);for(let c=last.column+1;c<next.column;c++)if(x.silence(c)){edge.silent++;break}last=next};
for(let i=x.before(start);i<x.size&&x.column[i]<stop;i++)step(node(x.column[i],visible(x.word(i))));step(ends[1])}return drawn(
[...nodes.values()],[...edges.values()],ends,start,stop)}function drawn(nodes,edges,ends,start,stop){let wide=n=>16+n.text.
length*8.2,across=new Array(stop-start+2).fill(0);for(let n of nodes)across[n.column-start+1]=Math.max(across[n.column-start+
1],wide(n));let sign=Math.max(...edges.map(e=>e.sigla.join(" ").length),3)*7+26,left=[10];across.forEach((width,k)=>left.
push(left[k]+(width||8)+Math.min(sign,150)));let tall=54,rows2=Math.max(1,...nodes.map(n=>n.row+1)),total=left[left.length-
1],mirrored=(at,width=0)=>isMirrored()?total-at-width:at,x=n=>left[n.column-start+1],y=n=>40+n.row*tall,right=n=>x(n)+(n.
text?wide(n):8),lines=edges.flatMap(e=>{let far=e.to.column-e.from.column>1,[x1,y1,x2,y2]=[mirrored(right(e.from)),y(e.from),
mirrored(x(e.to)),y(e.to)],dip=far?tall*(rows2-Math.max(e.from.row,e.to.row))*.9:0,middle=(x1+x2)/2,d=`M${x1} ${y1}C${x1+
(x2-x1)*.4} ${y1+dip} ${x2-(x2-x1)*.4} ${y2+dip} ${x2} ${y2}`;return[draw("path",{d,class:e.silent===e.sigla.length?"lin\
e silent":"line"}),label(middle,(y1+y2)/2+dip*.75-5,e.sigla.join(" "),{"text-anchor":"middle",class:"small name"})]}),boxes=nodes.
map(n=>draw("g",{},draw("rect",{x:mirrored(x(n),wide(n)),y:y(n)-15,width:wide(n),height:30,rx:5,class:"node"}),label(mirrored(
x(n)+wide(n)/2),y(n)+5,n.text,{"text-anchor":"middle",direction:directionOf(n.text)}))),points=ends.map(n=>draw("circle",
{cx:mirrored(x(n)+4),cy:y(n),r:4,class:"node"}));return picture("Variant graph",total,60+(rows2+1)*tall,lines,boxes,points)}var ROWS_IN_A_WINDOW=4;function showText(container){let leader=leading();container.append(make("h2",{},"Text of ",leader?
siglum(leader):"no witness"," with its apparatus"),make("p",{class:"aside"},choice.base==="majority"?"Each lemma below i\
s the reading of most witnesses; the text is that of the first.":choice.base==="none"?"No reading is preferred; the text\
 is that of the first witness.":"Below each paragraph are the readings that differ from it. A marked word links to its e\
ntry."));let rows2=rowStarts().length,silences2=silencesTold(current),build=k=>rowsIn(k,rows2).map(r=>make("section",{class:"\
paragraph",id:`p${r+1}`},newPlace(leader,r),make("div",{class:"text",dir:"auto","data-w":leader.w,...LANGUAGE},pieces(leader,
r)),imagesBeside(leader,r),notes(r,silences2)));return reachable(windowed(container,Math.ceil(rows2/ROWS_IN_A_WINDOW),build,
900))}function newPlace(witness,r){let names=k=>witness.where(witness.starts[witness.before(rowStarts()[k])]).filter(Boolean).
join(", "),here=names(r);return!here||r&&names(r-1)===here?"":make("p",{class:"where"},make("a",{href:address({at:rowStarts()[r]})},
here))}function imagesBeside(witness,r){let from=witness.starts[witness.before(rowBounds(r)[0])]??0,[,to]=textBounds(witness,
r),here=(witness.about.images??[]).filter(([at])=>(r===0||at>=from)&&at<to);if(!here.length)return"";let links=imageLinks(
witness,here.map(image=>image[2]));return make("p",{class:"images aside"},listed2(links))}var rowsIn=(k,rows2)=>Array.from(
{length:Math.min(ROWS_IN_A_WINDOW,rows2-k*ROWS_IN_A_WINDOW)},(_,i)=>k*ROWS_IN_A_WINDOW+i);function notes(r,silences2){let[
start,stop]=rowBounds(r),last=r+1===rowStarts().length,home=({start:column,between})=>between?column-1:column,found=entriesNear(
start,stop).filter(e=>!e.told).filter(e=>(home(e)>=start||r===0)&&(home(e)<stop||last)).flatMap(e=>byEntry.get(e.n)??[]);
return found.length?make("ol",{class:"notes","aria-label":"apparatus"},found.map(view=>{let{n}=view.entry;return make("l\
i",{"data-n":n,class:n===choice.entry?"lit":null},make("a",{class:"n",href:address({entry:n,view:"text"}),"aria-label":`\
entry ${n}`},String(n))," ",cited(view,silences2.get(view)))})):""}function showParallel(container){let leader=leading(),
witnesses=shownWitnesses(),rows2=rowStarts().length;container.append(make("h2",{},"The witnesses, side by side"),make("p",
{class:"aside"},"Each row is a paragraph of ",leader?siglum(leader):"no witness","; a marked word links to its entry."),
make("p",{},toggle("labels","name the kinds in the text")));let isPlaced=leader?.about.places.length>0,table=make("div",
{class:`parallel${choice.labels?" labelled":""}${isPlaced?" placed":""}`,role:"table","aria-label":"The witnesses, side \
by side"},make("div",{class:"row head",role:"row"},make("span",{class:"at",role:"columnheader"},"place"),witnesses.map(x=>make(
"span",{role:"columnheader",...described(x)},siglum(x))))),build=k=>rowsIn(k,rows2).map(r=>parallelRow(r,leader,witnesses)),
windows=windowed(table,Math.ceil(rows2/ROWS_IN_A_WINDOW),build,600);return container.append(table),reachable(windows)}function parallelRow(r,leader,witnesses){
let column=rowStarts()[r];return make("div",{class:"row",role:"row",id:`p${r+1}`},make("span",{class:"at",role:"rowheade\
r"},make("a",{href:address({view:"parallel",at:column})},placeOfColumn(leader,column))),witnesses.map(x=>{let silent=silentIn(
x,r);return make("div",{class:silent?"cell silent":"cell",role:"cell"},make("span",{class:"whose"},siglum(x)),make("div",
{class:"text",dir:"auto","data-w":x.w,...LANGUAGE},pieces(x,r)),silent)}))}function silentIn(witness,r){let[start,stop]=rowBounds(
r);return witness.before(start)<witness.before(stop)||start===stop?"":make("span",{class:"aside"},witness.silence(start)||
"om.")}function reachable(windows){let show=column=>windows.fill(Math.floor(rowOf(column)/ROWS_IN_A_WINDOW)),reachColumn=column=>find(
`#p${rowOf(column)+1}`,show(column));return{...windows,reachColumn,reach:n=>{let{start=0,between=!1}=BY_NUMBER.get(n)??{},
column=between?Math.max(0,start-1):start;return find(`.text a[data-n="${n}"]`,show(column))??reachColumn(column)}}}var ACROSS=12,BLOCKS_IN_A_WINDOW=12,LONG2=24,ENDS=8,SILENCES={lacuna:"lac.",absent:"abs.",illegible:"illeg."},silencesOf=witnesses=>[
...new Set(witnesses.flatMap(({about})=>about.silent.map(([,,why])=>why)))].sort().map(why=>[SILENCES[why]??why,why]);function columnsWithVariants(){
let kept=new Set,keep=(start,stop)=>{for(let c=Math.max(0,start);c<Math.min(record.columns,stop);c++)kept.add(c)};for(let{
entry}of byEntry.values()){let{between,start,stop}=entry;between||(stop-start<=LONG2?keep(start-1,stop+1):(keep(start-1,
start+ENDS),keep(stop-ENDS,stop+1)))}return[...kept].sort((a,b)=>a-b)}function showTable(container){let witnesses=shownWitnesses(),
columns=choice.variants?columnsWithVariants():Array.from({length:record.columns},(_,c)=>c);container.append(make("h2",{},
"Alignment"),make("p",{class:"aside"},"Each column holds words that are aligned, each row a witness. ",make("span",{class:"\
gap"},"–")," a witness that has no words there",silencesOf(witnesses).flatMap(([short,why])=>["; ",make("span",{class:"\
silence"},short),` one that is not extant there (${why})`]),choice.variants?"; … words that are left out because all tha\
t is chosen is the same in them.":"."),make("p",{},toggle("variants","variants only"))),columns.length||container.append(
make("p",{},"There is no word to show."));let places2=columns.map((column,k)=>({column,left:column-(k?columns[k-1]+1:0)})),
blocks=Math.ceil(columns.length/ACROSS),windows=windowed(container,Math.ceil(blocks/BLOCKS_IN_A_WINDOW),k=>{let found=[];
for(let b=k*BLOCKS_IN_A_WINDOW;b<Math.min(blocks,(k+1)*BLOCKS_IN_A_WINDOW);b++)found.push(block(places2.slice(b*ACROSS,(b+
1)*ACROSS),witnesses));return found},BLOCKS_IN_A_WINDOW*(witnesses.length+2)*28),reachColumn=column=>{if(!columns.length)
return null;let k=Math.min(columns.length-1,lowerBound(columns,column));return find(`[data-column="${columns[k]}"]`,windows.
fill(Math.floor(k/ACROSS/BLOCKS_IN_A_WINDOW)))};return{...windows,reachColumn,reach:n=>{let{start=0,between=!1}=BY_NUMBER.
get(n)??{};return reachColumn(Math.max(0,start-(between?1:0)))}}}function block(places2,witnesses){let start=places2[0].
column,stop=places2[places2.length-1].column+1,views2=entriesNear(start,stop).flatMap(entry=>byEntry.get(entry.n)??[]).filter(
view=>!view.entry.between),at=column=>views2.find(({entry})=>entry.start<=column&&column<entry.stop),isFirstShown=new Set(
views2.map(({entry})=>places2.find(({column})=>column>=entry.start)?.column??-1)),head=make("tr",{},make("td",{}),places2.
flatMap(({column,left})=>[left?make("th",{scope:"col",class:"left"},leftOut(left)):null,heading(column,at(column),isFirstShown.
has(column))])),body=witnesses.map(x=>make("tr",{},make("th",{scope:"row",...described(x)},siglum(x)),places2.flatMap(({
column,left})=>[left?make("td",{class:"left"},"…"):null,cell(x,column,at(column))]))),where=placeOfColumn(leading(),start);
return make("div",{class:"scroll",tabindex:0,role:"region","aria-label":`from ${where}`},make("table",{class:"alignment",
dir:directionOf(leading().text)},make("caption",{},where),make("thead",{},head),make("tbody",{},body)))}var leftOut=count=>{
let says=`${count} ${count===1?"column":"columns"} left out`;return make("span",{role:"img",title:says,"aria-label":says},
"…")};function heading(column,view,isFirst){let n=view?.entry.toldBy;return make("th",{scope:"col","data-column":column,
class:n&&n===choice.entry?"lit":null},n&&isFirst?make("a",{href:address({entry:n,view:"table"}),"data-n":n},String(n)):make(
"span",{class:"aside"},n?String(n):"·"))}function cell(witness,column,view){let i=witness.before(column);if(witness.column[i]!==
column){let silence=witness.silence(column);return make("td",{class:silence?"silence":"gap"},silence?SILENCES[silence]??
silence:"–")}let mark=view&&marked(view,witness.w);return make("td",{},make("bdi",{...LANGUAGE,class:mark?`k ${styleOf(
mark.kind)}`:null,title:mark?`${mark.n} ${mark.kind}`:null},visible(witness.word(i))))}var zeros=n=>Array.from({length:n},()=>new Array(n).fill(0));function differ(entry,i,j){let number=i===j?HIDDEN:entry.variation(
i,j);return number===UNKNOWN||number!==HIDDEN&&isOfChosenKind(VARIATIONS[number])}function agreementOfEntries(witnesses){
let at=new Map(witnesses.map((x,k)=>[x.w,k])),counted2={compared:zeros(witnesses.length),differ:zeros(witnesses.length)};
for(let{entry,groups}of current)groups.forEach((group,i)=>groups.forEach((other,j)=>{let isDifferent=differ(entry,i,j);for(let a of group)
for(let b of other){let[k,m]=[at.get(a),at.get(b)];k===void 0||m===void 0||(counted2.compared[k][m]++,isDifferent&&counted2.
differ[k][m]++)}}));return counted2}var known=new WeakMap,IS_EXTANT=1,HAS_WORD=3;function columnsOf(witness){let found=known.
get(witness)??new Uint8Array(record.columns).fill(IS_EXTANT);if(known.has(witness))return found;for(let[start,stop]of witness.
about.silent)found.fill(0,start,stop);for(let column of witness.column)found[column]=HAS_WORD;return known.set(witness,found),
found}function countWords(one2,other,start=0,stop=one2.length){let count=0;for(let c=start;c<stop;c++)one2[c]&&other[c]&&
(one2[c]|other[c])===HAS_WORD&&count++;return count}var comparable=()=>ANY_BASE?ENTRIES:views.filter(({shown:shown2})=>shown2.
length).map(({entry})=>entry);function agreementOfWords(witnesses){let columns=witnesses.map(columnsOf),counted2={compared:columns.
map(one2=>columns.map(other=>countWords(one2,other))),differ:zeros(witnesses.length)};for(let entry of comparable()){if(entry.
between)continue;let group=witnesses.map(x=>entry.groups.findIndex(members=>members.includes(x.w)));for(let k=0;k<witnesses.
length;k++)for(let m=0;m<k;m++){if(group[k]<0||group[m]<0||group[k]===group[m]||!differ(entry,group[k],group[m])&&!differ(
entry,group[m],group[k]))continue;let words2=countWords(columns[k],columns[m],entry.start,entry.stop);counted2.differ[k][m]+=
words2,counted2.differ[m][k]+=words2}}return counted2}function percent(part,whole){if(!whole)return"–";let share=100*part/
whole;if(part===whole||!part)return`${share} %`;let shown2=Math.min(99.9,Math.max(.1,Math.round(10*share)/10));return`${share>=
10&&share<95?Math.round(share):shown2} %`}function linkage(names,{compared,differ:different}){let groups=names.map((name,k)=>({
members:[k],height:0,name,parts:[]})),distance=(a,b)=>{let sum=0,count=0;for(let i of a.members)for(let j of b.members)compared[i][j]&&
(sum+=different[i][j]/compared[i][j],count++);return count?sum/count:1};for(;groups.length>1;){let best=[0,1,1/0];for(let i2=0;i2<
groups.length;i2++)for(let j2=i2+1;j2<groups.length;j2++){let far=distance(groups[i2],groups[j2]);far<best[2]-1e-12&&(best=
[i2,j2,far])}let[i,j,height]=best,parts=[groups[i],groups[j]],members=parts.flatMap(part=>part.members);groups=[...groups.
filter((_,k)=>k!==i&&k!==j),{members,height,name:"",parts}]}return groups[0]}var counted=(count,word)=>`${count} ${word}${count===1?"":"s"}`,longestSiglum=witnesses=>Math.max(...witnesses.map(x=>x.
siglum.length));function named(witness,text){let says=standsFor(witness);return says&&text.prepend(draw("title",{},says)),
text}function heatMap(witnesses,words2,places2){let left=20+longestSiglum(witnesses)*9,top=28,agree=({compared,differ:differ2},i,j)=>[
compared[i][j]-differ2[i][j],compared[i][j]],cell2=(i,j)=>{let[one2,other]=[witnesses[i].siglum,witnesses[j].siglum],[same,
all2]=agree(words2,i,j),[sameHere,here]=agree(places2,i,j),tip=i===j?`${one2}: ${counted(all2,"word")}; ${here} of ${counted(
current.length,"place")} shown`:all2?`${one2} and ${other} agree in ${same} of ${counted(all2,"word")}, and in ${sameHere}\
 of ${counted(here,"place")} shown`:`${one2} and ${other} are nowhere both extant`,x=left+j*98,y=top+i*98,middle=x+98/2-
1,opacity=i===j||!all2?0:(Math.max(0,2*(same/all2)-1)*.5).toFixed(3),both=all2?[percent(same,all2),`of ${all2}`,`here ${sameHere}\
 of ${here}`]:["","never both"],lines=i===j?["",`${all2}`,all2===1?"word":"words"]:both;return draw("g",{},draw("title",
{},tip),draw("rect",{x,y,width:96,height:96,class:"heat","fill-opacity":opacity}),...lines.map((line,k)=>label(middle,y+
98/2+15*k-8,line,{"text-anchor":"middle",...k?{class:"small of"}:{}})))};return picture("Agreement between witnesses",left+
witnesses.length*98+4,top+witnesses.length*98+4,witnesses.map((x,j)=>named(x,label(left+j*98+98/2,top-8,x.siglum,{"text-\
anchor":"middle",class:"name"}))),witnesses.map((x,i)=>named(x,label(left-8,top+i*98+98/2+4,x.siglum,{"text-anchor":"end",
class:"name"}))),witnesses.flatMap((_,i)=>witnesses.map((__,j)=>cell2(i,j))))}function tree(witnesses,words2){let root=linkage(
witnesses.map(x=>x.siglum),words2),step=26,wide=420,room=20+longestSiglum(witnesses)*10,scale=root.height?wide/root.height:
0,lines=[],row=0,set=node=>{let x=10+wide-node.height*scale;if(!node.parts.length){let y2=14+step*row++;return lines.push(
named(witnesses[node.members[0]],label(wide+16,y2+4,node.name,{class:"name"}))),[x,y2]}let ends=node.parts.map(set),y=(ends[0][1]+
ends[1][1])/2;for(let[ex,ey]of ends)lines.push(draw("path",{d:`M${x} ${ey}H${ex}`,class:"line"}));return lines.push(draw(
"path",{d:`M${x} ${ends[0][1]}V${ends[1][1]}`,class:"line"}),draw("title",{},percent(node.height,1)),label(x+3,y-3,percent(
node.height,1),{class:"small"})),[x,y]};return set(root),picture("Tree of the witnesses, average linkage",wide+room+20,14+
step*witnesses.length,lines)}function binned(bins=80){let found=new Map(shownKinds().map(({name})=>[name,Array.from({length:bins},
()=>[])]));for(let view of current){let bin=Math.min(bins-1,Math.floor(view.entry.start/Math.max(1,record.columns)*bins));
for(let kind of new Set(view.shown.map(kindOf)))found.get(kind)?.[bin].push(view.entry.n)}return found}function distribution(){
let leader=leading(),found=binned(80),rows2=shownKinds().flatMap(({name,significance})=>{let inBins=found.get(name)??[];
return inBins.some(bin=>bin.length)?[{name,significance,inBins}]:[]}),left=24+8*Math.max(0,...rows2.map(({name})=>name.length)),
most=Math.max(1,...rows2.flatMap(({inBins})=>inBins.map(bin=>bin.length))),tall=count=>Math.max(3,26*Math.sqrt(count/most)),
bars=rows2.flatMap(({name,significance,inBins},r)=>[label(left-8,(r+1)*34-4,name,{"text-anchor":"end"}),draw("path",{d:`\
M${left} ${(r+1)*34}H${left+720}`,class:"line thin"}),...inBins.flatMap((bin,b)=>{if(!bin.length)return[];let height=tall(
bin.length),[x,y]=[left+b*9,(r+1)*34-height];return draw("a",{href:address({entry:bin[0],view:"parallel"}),"aria-label":`${name}\
, ${bin.length}, from entry ${bin[0]}`},draw("title",{},`${name}: ${bin.length}, from entry ${bin[0]}`),draw("rect",{x,y,
width:9-1.5,height,class:`bar s-${significance}`}))}),label(left+720+8,(r+1)*34-4,String(new Set(inBins.flat()).size),{})]),
line=share=>placeOfColumn(leader,Math.floor(share*record.columns)),axis=[0,.25,.5,.75,1].map(share=>label(left+share*80*
9,(rows2.length+1)*34-12,line(share),{"text-anchor":share===0?"start":share===1?"end":"middle",class:"small"})),drawn2=picture(
"Where the readings are, by kind",left+720+60,(rows2.length+1)*34,bars,axis);return drawn2.setAttribute("role","group"),
drawn2}function showPictures(container){let witnesses=shownWitnesses();if(container.append(make("h2",{},"Pictures"),make(
"p",{class:"aside"},`Drawn from the ${current.length} entries shown, with the chosen kinds and witnesses.`)),current.length?
titled(container,"Where the readings are","The work from left to right, a row for each kind. The higher a bar, the more \
entries it shows; it links to the first of them. Line numbers are those of the text shown.",distribution()):container.append(
make("p",{},"There is no entry to draw: no reading of a chosen kind differs from the lemma.")),witnesses.length>1){let words2=agreementOfWords(
witnesses),ofHands=witnesses.some(x=>x.hand!==void 0)?" Hands are shown too, after their manuscript: they are no indepen\
dent witnesses.":"";titled(container,"Which witnesses agree","The share of all words, where both witnesses are extant, i\
n which they have the same; a word that one of them does not have, and a punctuation mark, are counted too. Below it, ho\
w many of the places shown are the same. Differences of kinds that are not chosen do not count; a search changes only wh\
at is shown."+ofHands,heatMap(witnesses,words2,agreementOfEntries(witnesses))),titled(container,"Tree of the witnesses",
"Average linkage of the shares of all words in which they differ (in per cent, at each node). It shows similarity; it is\
 not a stemma."+ofHands,tree(witnesses,words2))}return null}var SHOW={text:showText,parallel:showParallel,table:showTable,entries:showEntries,editorial:showEditorial,pictures:showPictures,
graph:showGraph,about:showAbout},shown=null;function render(){shown?.stop();let view=make("div",{class:`view-${choice.view}`});
one("#view").replaceChildren(view),shown=SHOW[choice.view](view),foot()}function goTo(n){let target=shown?.reach?.(n)??null;
select(n),target?.scrollIntoView({block:"center"})}function select(n){for(let part of all(".lit"))part.classList.remove(
"lit");if(choice.entry=n,n!==null)for(let part of all(`#view [data-n="${n}"]`))part.classList.add("lit");foot()}var MOST_PRINTED=1e3,WIDE=matchMedia("(min-width: 62rem)");function refresh(recompute=!0){recompute&&recomputeViews(),selectEntries(),
updateControls(),render()}function measureBar(){document.documentElement.style.setProperty("--bar",`${one("#bar").offsetHeight||
one("#steps").offsetHeight}px`)}var drawnFor=()=>JSON.stringify([{...choice,entry:0},[...choice.witnesses],[...choice.kinds]]);
function arrive(){let before=drawnFor(),entry=readAddress(location.hash);if(choice.entry=entry?.n??null,measureBar(),(before!==
drawnFor()||!shown||choice.view==="graph")&&refresh(),entry&&!byEntry.has(entry.n)){choice.query="",choice.witnesses=new Set(
WITNESSES.map(x=>x.w));for(let r of seen(entry).readings)r.variation&&choice.kinds.add(kindOf(r));refresh()}entry?goTo(entry.
n):select(null),choice.at!==null&&shown?.reachColumn?.(choice.at)?.scrollIntoView({block:entry?"center":"start"})}function change(recompute){
history.replaceState(null,"",address()),choice.entry=null,refresh(recompute)}function stepTo(by){if(!current.length)return;
let at=current.findIndex(v=>v.entry.n===choice.entry),{n}=current[Math.max(0,Math.min(current.length-1,at<0?0:at+by))].entry;
history.replaceState(null,"",address({entry:n})),choice.view==="graph"?(choice.entry=n,refresh(!1)):goTo(n)}function turnPage(by){
hasPlaces()&&(["text","parallel"].includes(choice.view)||(choice.view="text",updateControls(),render()),turnTo(by,shown))}
function choose({id,name,value,checked}){let put=(chosen,item2)=>{checked?chosen.add(item2):chosen.delete(item2)};if(id===
"base")choice.base=value;else if(id==="query")choice.query=value;else if(name==="witness")put(choice.witnesses,Number(value));else if(name===
"kind")for(let kind of membersOf(value))put(choice.kinds,kind);change(id==="base"||name==="witness")}function press({id,
dataset,ariaDisabled}){dataset.preset&&(choice.kinds=new Set(OCCURRING.filter(PRESETS[dataset.preset]).map(({name})=>name)),
change(!1)),dataset.step&&ariaDisabled!=="true"&&stepTo(Number(dataset.step)),dataset.turn&&turnPage(Number(dataset.turn)),
id==="close"&&select(null)}function pressKey(key){let view=VIEWS[Number(key)-1];if(view)location.hash=address({view:view[0],
at:null,entry:choice.entry});else if(key==="j"||key==="k")stepTo(key==="j"?1:-1);else if(key==="/"||key==="b")one("#pane\
l").open=!0,one(key==="/"?"#query":"#base").focus();else if(key==="g"&&choice.entry)location.hash=address({view:"graph",
entry:choice.entry,at:null});else if(key==="?")location.hash=address({view:"about",at:null});else if(key==="Escape")select(
null);else return!1;return!0}function listen(){one("#choice").addEventListener("submit",event=>event.preventDefault()),one(
"#choice").addEventListener("input",({target})=>choose(target)),document.addEventListener("click",({target})=>{let pressed=target instanceof
Element?target.closest("button"):null;pressed&&press(pressed)}),document.addEventListener("change",({target})=>{if(!(target instanceof
HTMLInputElement))return;let{toggle:toggle2}=target.dataset;toggle2!=="grouped"&&toggle2!=="reasons"&&toggle2!=="labels"&&
toggle2!=="variants"||(choice[toggle2]=target.checked,change(!1))}),one("#query").addEventListener("keydown",event=>{event.
key==="Enter"&&turnPage(event.shiftKey?-1:1)}),document.addEventListener("keydown",event=>{let target=event.target;event.
ctrlKey||event.altKey||event.metaKey||target.matches("input[type=search], select, textarea")?event.key==="Escape"&&target.
blur():pressKey(event.key)&&event.preventDefault()}),window.addEventListener("hashchange",arrive),one(".skip").addEventListener(
"click",event=>{event.preventDefault(),one("#main").focus({preventScroll:!0}),one("#main").scrollIntoView()}),listenForPrint()}
function listenForPrint(){let unfolded=[],end=null;window.addEventListener("beforeprint",()=>{let notPrinted=shown?.all(
MOST_PRINTED);shown&&notPrinted&&(end=make("p",{class:"end"},endOfPrint(MOST_PRINTED,shown.count)),notPrinted.before(end)),
unfolded=all("details.long:not([open])");for(let details of unfolded)details.open=!0}),window.addEventListener("afterpri\
nt",()=>{for(let details of unfolded)details.open=!1;end?.remove()})}one(".page").hidden=!1;var panel=one("#panel");panel.
open=WIDE.matches;WIDE.addEventListener("change",({matches})=>{matches&&(panel.open=!0)});var measured=new ResizeObserver(
measureBar);measured.observe(one("#bar"));measured.observe(one("#steps"));listen();listenForFocus();makeControls();arrive();return __toCommonJS(page_exports);})();
