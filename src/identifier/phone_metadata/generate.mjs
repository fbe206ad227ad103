// generate.mjs METADATA_JSON VERSION > ../phone_metadata.c
//
// Compiles libphonenumber's metadata, as the npm package libphonenumber-js
// carries it (metadata.max.json), into the static tables of the phone engine.
// refresh.sh fetches the package and calls this; nothing here runs in a build.
//
// Every pattern of the metadata describes a finite set of digit strings.  So per
// region the general description and all types become one product automaton
// whose accepting byte holds the answer (PHONE_GENERAL, PHONE_TYPE in
// phone_metadata.h): possible lengths and the order in which libphonenumber asks
// for types are folded in here.  Equal states of all regions are one state.
// National and international prefixes and leading digits need captures and the
// preference order of a backtracking matcher, and become its bytecode.
import { readFileSync } from 'node:fs';

const [, , path, version] = process.argv;
if (!path || !version) {
  console.error('usage: generate.mjs METADATA_JSON VERSION > ../phone_metadata.c');
  process.exit(2);
}
const metadata = JSON.parse(readFileSync(path, 'utf8'));

// ---------------------------------------------------------------------------
// Patterns: digits, [..], \d, |, (..), (?:..), ?, {n}, {n,m} and $
// ---------------------------------------------------------------------------

function parsePattern(pattern) {
  let at = 0;
  let groups = 0;
  const fail = what => { throw new Error(`${what} at ${at} in ${pattern}`); };

  function alternation() {
    const branches = [sequence()];
    while (pattern[at] === '|') { at++; branches.push(sequence()); }
    return branches.length === 1 ? branches[0] : { op: 'or', branches };
  }
  function sequence() {
    const items = [];
    while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')') items.push(repeated());
    return { op: 'seq', items };
  }
  function repeated() {
    const item = atom();
    let match;
    if (pattern[at] === '?') { at++; return { op: 'repeat', item, min: 0, max: 1 }; }
    if ((match = /^\{(\d+)(?:,(\d+))?\}/.exec(pattern.slice(at)))) {
      at += match[0].length;
      return { op: 'repeat', item, min: +match[1], max: +(match[2] ?? match[1]) };
    }
    return item;
  }
  function atom() {
    const c = pattern[at++];
    if (/[0-9]/.test(c)) return { op: 'class', mask: 1 << +c };
    if (c === '$') return { op: 'end' };
    if (c === '\\') return pattern[at++] === 'd' ? { op: 'class', mask: 1023 } : fail('escape');
    if (c === '[') return digitClass();
    if (c !== '(') fail('character');
    let group = 0;
    if (pattern.startsWith('?:', at)) at += 2;
    else group = ++groups;
    const item = alternation();
    if (pattern[at++] !== ')') fail('parenthesis');
    return group ? { op: 'group', group, item } : item;
  }
  function digitClass() {
    let mask = 0;
    while (pattern[at] !== ']') {
      if (pattern.startsWith('\\d', at)) { mask |= 1023; at += 2; continue; }
      const low = +pattern[at++];
      let high = low;
      if (pattern[at] === '-') { high = +pattern[at + 1]; at += 2; }
      if (!(low <= high)) fail('class');
      for (let d = low; d <= high; d++) mask |= 1 << d;
    }
    at++;
    return { op: 'class', mask };
  }

  const tree = alternation();
  if (at !== pattern.length) fail('rest');
  return { tree, groups };
}

// ---------------------------------------------------------------------------
// Automaton
// ---------------------------------------------------------------------------

// In the order in which libphonenumber asks; the index is the type's number.
const TYPE_NAMES = ['unknown', 'premium_rate', 'toll_free', 'shared_cost', 'voip', 'personal_number',
  'pager', 'uan', 'voicemail', 'fixed_line', 'mobile', 'fixed_line_or_mobile'];
const FIXED = 9, MOBILE = 10, FIXED_OR_MOBILE = 11;
const GENERAL = 16;
// Places of these types in the package's array.
const TYPE_AT = { fixed_line: 0, mobile: 1, toll_free: 2, premium_rate: 3, personal_number: 4,
  voicemail: 5, uan: 6, pager: 7, voip: 8, shared_cost: 9 };

// A nondeterministic automaton of several patterns; accepts[i] names the pattern.
class Nfa {
  constructor() { this.edges = []; this.empty = []; this.accepts = []; }
  state() { this.edges.push([]); this.empty.push([]); this.accepts.push(0); return this.edges.length - 1; }
  // Adds node behind state from; returns the state behind it.
  add(node, from) {
    switch (node.op) {
      case 'class': { const to = this.state(); this.edges[from].push([node.mask, to]); return to; }
      case 'group': return this.add(node.item, from);
      case 'seq': return node.items.reduce((s, item) => this.add(item, s), from);
      case 'or': {
        const to = this.state();
        for (const branch of node.branches) this.empty[this.add(branch, from)].push(to);
        return to;
      }
      case 'repeat': {
        let s = from;
        for (let i = 0; i < node.min; i++) s = this.add(node.item, s);
        const to = this.state();
        for (let i = node.min; i < node.max; i++) { this.empty[s].push(to); s = this.add(node.item, s); }
        this.empty[s].push(to);
        return to;
      }
      default: throw new Error(`${node.op} in a number pattern`);
    }
  }
  closure(states) {
    const seen = new Set(states);
    for (const s of seen) for (const t of this.empty[s]) seen.add(t);
    return [...seen].sort((a, b) => a - b);
  }
}

const stateIds = new Map();      // content -> id
const states = [];               // id -> { accept, next[10] }
function intern(accept, next) {
  const content = `${accept}:${next}`;
  let id = stateIds.get(content);
  if (id === undefined) {
    id = states.length;
    stateIds.set(content, id);
    states.push({ accept, next });
  }
  return id;
}
intern(0, Array(10).fill(0));    // state 0: no number begins so

const lengthMask = lengths => lengths.reduce((mask, n) => mask | (1 << n), 0);

// The start state of a region's automaton.
function compileRegion(general, lengths, types) {
  const nfa = new Nfa();
  const start = nfa.state();
  const descriptions = [{ bit: 0, pattern: general, lengths }, ...types];
  for (const { bit, pattern } of descriptions) nfa.accepts[nfa.add(parsePattern(pattern).tree, start)] |= 1 << bit;
  const lengthsOf = [];
  for (const d of descriptions) lengthsOf[d.bit] = d.lengths;
  const sameMobile = types.some(t => t.bit === FIXED && t.sameMobile);

  function acceptByte(set, depth) {
    let matched = 0;
    for (const s of set) matched |= nfa.accepts[s];
    let byte = matched & 1 ? GENERAL : 0;
    const fits = bit => (matched >> bit & 1) && (lengthsOf[bit] === undefined || (lengthsOf[bit] >> depth & 1));
    if (!fits(0)) return byte;
    for (let bit = 1; bit <= MOBILE; bit++) {
      if (!fits(bit)) continue;
      return byte | (bit === FIXED && (sameMobile || fits(MOBILE)) ? FIXED_OR_MOBILE : bit);
    }
    return byte;
  }
  const done = new Map();
  function visit(set, depth) {
    if (set.length === 0) return 0;
    const key = `${depth}:${set}`;
    let id = done.get(key);
    if (id !== undefined) return id;
    const next = [];
    for (let digit = 0; digit < 10; digit++) {
      const targets = [];
      for (const s of set) for (const [mask, to] of nfa.edges[s]) if (mask >> digit & 1) targets.push(to);
      next.push(visit(nfa.closure(targets), depth + 1));
    }
    id = intern(acceptByte(set, depth), next);
    done.set(key, id);
    return id;
  }
  return visit(nfa.closure([start]), 0);
}

// ---------------------------------------------------------------------------
// Bytecode: a word is operation << 12 | argument
// ---------------------------------------------------------------------------

const MATCH = 0, CLASS = 1, SPLIT = 2, JUMP = 3, SAVE = 4, END = 5;
const code = [MATCH << 12];      // offset 0: no program
const programs = new Map();

function compileProgram(pattern) {
  if (!pattern) return { offset: 0, groups: 0 };
  const known = programs.get(pattern);
  if (known) return known;
  const { tree, groups } = parsePattern(pattern);
  const offset = code.length;
  const emit = (op, argument = 0) => code.push(op << 12 | argument) - 1;
  const patch = (at) => { code[at] |= code.length; };
  function node(n) {
    switch (n.op) {
      case 'class': emit(CLASS, n.mask); break;
      case 'end': emit(END); break;
      case 'seq': n.items.forEach(node); break;
      case 'group': emit(SAVE, 2 * n.group); node(n.item); emit(SAVE, 2 * n.group + 1); break;
      case 'or': {
        const jumps = [];
        n.branches.forEach((branch, i) => {
          const last = i === n.branches.length - 1;
          const split = last ? -1 : emit(SPLIT);
          node(branch);
          if (!last) { jumps.push(emit(JUMP)); patch(split); }
        });
        jumps.forEach(patch);
        break;
      }
      case 'repeat': {
        for (let i = 0; i < n.min; i++) node(n.item);
        const splits = [];
        for (let i = n.min; i < n.max; i++) { splits.push(emit(SPLIT)); node(n.item); }
        splits.forEach(patch);
        break;
      }
    }
  }
  node(tree);
  emit(MATCH);
  if (code.length > 4096) throw new Error('bytecode: 12 bits of address are not enough');
  const program = { offset, groups };
  programs.set(pattern, program);
  return program;
}

// ---------------------------------------------------------------------------
// Regions: by calling code, the main one of a code first
// ---------------------------------------------------------------------------

function region(id, data) {
  const [callingCode, idd, general, lengths, , nationalPrefix] = data;
  const types = Object.entries(TYPE_AT).flatMap(([name, place]) => {
    const type = data[11]?.[place];
    if (!type || !type[0]) return [];
    return [{ bit: TYPE_NAMES.indexOf(name), pattern: type[0], lengths: type[1] && lengthMask(type[1]) }];
  });
  // An empty pattern stands for "mobile numbers look like fixed ones".
  if (data[11]?.[1] && data[11][1][0] === '') types.find(t => t.bit === FIXED).sameMobile = true;
  const prefix = compileProgram(data[7] || nationalPrefix);
  const rule = data[8] ? /^(\d*)\$(\d)$/.exec(data[8]) : ['', '', '0'];
  if (!rule || rule[1].length > 5 || prefix.groups > 3) throw new Error(`transform of ${id}: ${data[8]}`);
  return { id, callingCode: +callingCode, lengths: lengthMask(lengths), start: compileRegion(general, lengthMask(lengths), types),
    idd: compileProgram(idd).offset, prefix, leading: compileProgram(data[10]).offset,
    lead: rule[1], group: +rule[2], nationalPrefix: nationalPrefix || '' };
}

const regions = [null];
for (const callingCode of [...Object.keys(metadata.country_calling_codes), ...Object.keys(metadata.nonGeographic)]
  .map(Number).sort((a, b) => a - b)) {
  const ids = metadata.country_calling_codes[callingCode];
  if (ids) for (const id of ids) regions.push(region(id, metadata.countries[id]));
  else regions.push(region('001', metadata.nonGeographic[callingCode]));
}
if (regions.length - 1 !== Object.keys(metadata.countries).length + Object.keys(metadata.nonGeographic).length)
  throw new Error('a region without a calling code');

// ---------------------------------------------------------------------------
// Compression: a state's ten successors are few different ones
// ---------------------------------------------------------------------------

const partitions = new Map();    // "0011.." -> index
const successors = [];
const successorsAt = new Map();
const rows = states.map(({ next }) => {
  const distinct = [...new Set(next)];
  const partition = next.map(s => distinct.indexOf(s)).join('');
  if (!partitions.has(partition)) partitions.set(partition, partitions.size);
  const key = distinct.join();
  if (!successorsAt.has(key)) { successorsAt.set(key, successors.length); successors.push(...distinct); }
  return { partition: partitions.get(partition), first: successorsAt.get(key) };
});
if (states.length > 65535 || successors.length > 65535 || partitions.size > 65535)
  throw new Error('automaton: 16 bits are not enough');

// ---------------------------------------------------------------------------
// Output
// ---------------------------------------------------------------------------

const out = [];
const wide = (values) => {
  for (let i = 0; i < values.length; i += 40) out.push(values.slice(i, i + 40).join(',') + ',');
};
out.push(`/*-------------------------------------------------------------------------
 *
 * phone_metadata.c
 *		The world's numbering plans.  GENERATED: do not edit.
 *
 * Made by phone_metadata/generate.mjs from the metadata of libphonenumber
 * ${version}, as the npm package libphonenumber-js carries it.  That metadata is
 * Copyright (c) The Libphonenumber Authors, licensed under the Apache License,
 * Version 2.0 (LICENSES/Apache-2.0.txt); here it is compiled into tables, which
 * is a change.
 *
 * ${regions.length - 1} regions and non-geographic codes, ${states.length} states.
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/phone_metadata.h"

/* clang-format off */
const char profile_phone_metadata_version[] = "${version}";
`);
out.push(`const PhoneRegion profile_phone_regions[${regions.length + 1}] = {`);
out.push('{"", 0, 0, 0, 0, 0, 0, 0, 0, "", ""},');
for (const r of regions.slice(1))
  out.push(`{"${r.id}", ${r.callingCode}, ${r.start}, ${r.idd}, ${r.prefix.offset}, ${r.leading}, ${r.prefix.groups}, ${r.group}, 0x${r.lengths.toString(16)}, "${r.lead}", "${r.nationalPrefix}"},`);
out.push('{"", 0, 0, 0, 0, 0, 0, 0, 0, "", ""},', '};', '');

const byCode = Array(1000).fill(0);
for (let i = regions.length - 1; i > 0; i--) byCode[regions[i].callingCode] = i;
out.push('const uint16_t profile_phone_region_of_code[1000] = {');
wide(byCode);
out.push('};', '');
const byLetters = Array(26 * 26).fill(0);
regions.forEach((r, i) => {
  if (r && r.id !== '001') byLetters[(r.id.charCodeAt(0) - 65) * 26 + r.id.charCodeAt(1) - 65] = i;
});
out.push('const uint16_t profile_phone_region_of_letters[26 * 26] = {');
wide(byLetters);
out.push('};', '');
out.push(`const PhoneState profile_phone_states[${states.length}] = {`);
wide(rows.map(r => `{${r.first},${r.partition}}`));
out.push('};', '');
out.push(`const uint8_t profile_phone_accepts[${states.length}] = {`);
wide(states.map(s => s.accept));
out.push('};', '');
out.push(`const uint8_t profile_phone_partitions[${partitions.size}][10] = {`);
wide([...partitions.keys()].map(p => `{${[...p].join(',')}}`));
out.push('};', '');
out.push(`const uint16_t profile_phone_successors[${successors.length}] = {`);
wide(successors);
out.push('};', '');
out.push(`const uint16_t profile_phone_programs[${code.length}] = {`);
wide(code);
out.push('};');
console.log(out.join('\n'));
console.error(`libphonenumber ${version}: ${regions.length - 1} regions, ${states.length} states, ${partitions.size} partitions, ` +
  `${successors.length} successors, ${code.length} words of bytecode`);
