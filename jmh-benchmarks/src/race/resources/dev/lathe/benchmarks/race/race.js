'use strict';
const OWN = '#0b7a75', PEER = '#c98b2b', LOSS = '#b3261e', INK = '#1c2430', SOFT = '#5d6b7a', LINE = '#e8edf1';
const time = us => us >= 1000 ? (us / 1000).toPrecision(3) + ' ms' : us.toPrecision(3) + ' µs';
const short = n => n >= 1e9 ? n / 1e9 + ' G' : n >= 1e6 ? n / 1e6 + ' M' : n >= 1e3 ? n / 1e3 + ' k' : String(n);
const layers = rows.filter(row => row.group === 'layer');
const median = list => [...list].sort((a, b) => a - b)[list.length >> 1];
const text = (id, content) => { document.getElementById(id).textContent = content; };
const most = Math.max(...rows.map(r => r.forks.length));
const peers = [...new Set(rows.filter(r => r.peer_version).map(r => `${r.peer} ${r.peer_version}`))];

function chart(id, height, option, after = () => {}) {
  const box = document.getElementById(id);
  box.style.height = height + 'px';
  const base = {
    animation: false,
    textStyle: {fontFamily: 'Inter, Segoe UI, Helvetica Neue, Arial, sans-serif', color: INK},
    tooltip: {trigger: 'item', confine: true},
    grid: {left: 24, right: 60, top: 46, bottom: 46, containLabel: true},
  };
  const drawn = echarts.init(box, null, {renderer: 'svg'});
  drawn.setOption({...base, ...option});
  after(drawn);
  window.addEventListener('resize', () => { drawn.resize(); after(drawn); });
}

const log = (name, more = {}) => ({type: 'log', name, nameLocation: 'middle', nameGap: 30, nameTextStyle: {color: SOFT},
  splitLine: {lineStyle: {color: LINE}}, axisLine: {show: false}, minorSplitLine: {show: false}, ...more});

text('where', `${machine.processor}, ${machine.processors} processors, ${machine.system}. ${machine.java}. ` +
  `${peers.join(', ')}. ${machine.date.replace('T', ' ').replace('Z', ' UTC')}. Batch 1, one thread, unless a row says otherwise.`);

const compared = rows.filter(row => row.group !== 'threads');
const wins = compared.filter(row => row.ratio >= 1).length;
const facts = [[`${wins} of ${compared.length}`, 'rows faster than the peer']];
for (const group of ['network', 'layer', 'file', 'file_threads', 'training']) {
  const ratios = compared.filter(row => row.group === group).map(row => row.ratio);
  if (ratios.length) {
    const mean = Math.exp(ratios.reduce((sum, r) => sum + Math.log(r), 0) / ratios.length);
    facts.push([mean.toFixed(2) + '×', {network: 'networks', layer: 'single layers', file: 'networks in full size', file_threads: 'the same, two threads', training: 'training steps'}[group] + ', geometric mean']);
  }
}
if (layers.length) {
  facts.push([median(layers.map(r => r.peak_gflops)).toFixed(0) + ' GFLOP/s', 'peak of multiply-adds']);
  facts.push([median(layers.map(r => r.bandwidth_gigabytes)).toFixed(1) + ' GB/s', 'reading memory']);
}
facts.push([Math.max(...rows.filter(r => r.group !== 'threads').map(r => r.bytes_per_call)) + ' B', 'allocated a call, at most']);
document.getElementById('facts').innerHTML =
  facts.map(([value, name]) => `<div class="fact"><b>${value}</b><span>${name}</span></div>`).join('');

const GROUPS = {
  network: ['Networks of the lectures', 'one thread, batch 1'],
  layer: ['Single layers', 'one thread, batch 1'],
  file: ['Networks in full size, from ONNX files', 'one thread, batch 1'],
  file_threads: ['The same on two threads', 'time of an image, of two that are computed. “Two threads”: Lathe computes an image on each, ' +
    'ONNX Runtime one after the other, each on both. “Two at once”: either computes an image on each.'],
  training: ['Training', 'a step, one thread'],
  threads: ['Two threads against one', 'a step of our own training; the “peer” is one thread.' +
    rows.filter(r => r.handover_ns !== undefined).map(r => ` Two threads of this machine take ${r.together.toFixed(2)} times one’s time ` +
      `for as much arithmetic each; what one writes takes ${Math.round(r.handover_ns)} ns to the other; a run’s begin and end, ` +
      `${r.peer_start_ms.toFixed(1)} ms, are no part of a step.`).join('')],
};
const grouped = Object.keys(GROUPS).map(group => [group, rows.filter(r => r.group === group)]).filter(([, list]) => list.length);
const order = grouped.flatMap(([, list]) => list).reverse();
const widest = Math.max(...rows.map(r => r.name.length)) * 6.6;
const largest = Math.max(2, ...rows.map(r => r.ratio)), smallest = Math.min(0.6, ...rows.map(r => 0.85 * r.ratio));

for (const [group, list] of grouped) {
  const box = document.createElement('div');
  box.innerHTML = `<h3>${GROUPS[group][0]} <span>${GROUPS[group][1]}</span></h3><div class="chart" id="ratios-${group}"></div>`;
  document.getElementById('ratios').append(box);
  const bars = [...list].reverse(), isLast = group === grouped[grouped.length - 1][0];
  chart('ratios-' + group, (isLast ? 66 : 44) + 28 * bars.length, {
    tooltip: {formatter: p => { const r = bars[p.dataIndex];
      return `<b>${r.name}</b><br>Lathe ${time(r.ours_us)}, p99 ${time(r.ours_p99_us)}<br>${r.peer} ${time(r.peer_us)}, p99 ${time(r.peer_p99_us)}`; }},
    xAxis: log(isLast ? 'times as long as Lathe' : '', {min: smallest, max: 1.3 * largest,
      axisLabel: {showMinLabel: false, showMaxLabel: false, formatter: v => v + '×'}}),
    yAxis: {type: 'category', data: bars.map(r => r.name), axisTick: {show: false}, axisLine: {show: false}},
    series: [{
      type: 'custom',
      renderItem: (params, api) => {
        const ratio = api.value(0), from = api.coord([1, params.dataIndex]), to = api.coord([ratio, params.dataIndex]);
        return {type: 'group', children: [
          {type: 'rect', shape: {x: Math.min(from[0], to[0]), y: to[1] - 9, width: Math.max(2, Math.abs(to[0] - from[0])), height: 18},
            style: {fill: ratio >= 1 ? OWN : LOSS}},
          {type: 'text', style: {text: ratio.toFixed(2) + '×   ' + time(bars[params.dataIndex].ours_us), x: Math.max(from[0], to[0]) + 8, y: to[1],
            verticalAlign: 'middle', fill: ratio >= 1 ? INK : LOSS, font: '12.5px sans-serif'}}]};
      },
      data: bars.map((r, i) => [r.ratio, i]), encode: {x: 0, y: 1},
      markLine: {silent: true, symbol: 'none', label: {show: false}, lineStyle: {color: INK, type: 'solid', width: 1.2}, data: [{xAxis: 1}]},
    }],
    // All charts have their line at one place.
    grid: {left: widest + 20, right: 130, top: 10, bottom: isLast ? 46 : 26},
  });
}

// Puts a name beside each point where it covers no other name and no point, the nearest place first,
// and a thin line to it from further away.
function names(drawn, points, others, size) {
  const place = value => drawn.convertToPixel({xAxisIndex: 0, yAxisIndex: 0}, value);
  const dots = [...points.map(p => p.at), ...others].map(place);
  const context = document.createElement('canvas').getContext('2d');
  context.font = size + 'px sans-serif';
  const taken = dots.map(([x, y]) => [x - 7, y - 7, x + 7, y + 7]);
  const overlap = (a, b) => Math.max(0, Math.min(a[2], b[2]) - Math.max(a[0], b[0])) * Math.max(0, Math.min(a[3], b[3]) - Math.max(a[1], b[1]));
  const elements = [];
  for (const point of points) {
    const [x, y] = place(point.at), w = context.measureText(point.name).width + 4, h = size + 3;
    let best = null;
    for (const far of [10, 22, 36, 52, 70, 90]) {
      for (let turn = 0; turn < 16; turn++) {
        const angle = turn * Math.PI / 8, dx = Math.cos(angle), dy = -Math.sin(angle);
        const left = x + far * dx + (dx > 0.3 ? 0 : dx < -0.3 ? -w : -w / 2), top = y + far * dy - h / 2 + dy * h / 2;
        const box = [left, top, left + w, top + h];
        const outside = Math.max(0, 6 - left) + Math.max(0, left + w - drawn.getWidth() + 6) + Math.max(0, 40 - top) + Math.max(0, top + h - drawn.getHeight() + 50);
        const cost = taken.reduce((sum, each) => sum + overlap(box, each), 0) + 30 * outside + 0.8 * far;
        if (!best || cost < best.cost) best = {cost, box, far};
      }
    }
    taken.push(best.box);
    const [left, top, right, bottom] = best.box;
    if (best.far > 12) {
      elements.push({type: 'line', silent: true, z: 1, style: {stroke: '#b9c4cd', lineWidth: 1},
        shape: {x1: x, y1: y, x2: Math.min(Math.max(x, left), right), y2: Math.min(Math.max(y, top), bottom)}});
    }
    elements.push({type: 'text', silent: true, z: 10, style: {text: point.name, x: left + 2, y: top + 2, font: size + 'px sans-serif', fill: INK, stroke: '#fff', lineWidth: 3}});
  }
  drawn.setOption({graphic: {elements}}, {replaceMerge: ['graphic']});
}

if (layers.length) {
  const peak = median(layers.map(r => r.peak_gflops)), read = median(layers.map(r => r.bandwidth_gigabytes));
  const intensity = r => 2 * r.multiply_adds / r.bytes, speed = (r, us) => 2 * r.multiply_adds / us / 1000;
  const left = Math.min(0.25, ...layers.map(r => intensity(r) / 2)), right = 2 * Math.max(...layers.map(intensity));
  const point = (r, us) => ({value: [intensity(r), speed(r, us)], row: r, us});
  chart('roofline', 560, {
    legend: {top: 12, data: ['Lathe, kernels', 'Lathe, whole call', 'ONNX Runtime, whole call']},
    tooltip: {formatter: p => p.data.row ? `<b>${p.data.row.name}</b><br>${p.seriesName}: ${time(p.data.us)}, ${p.data.value[1].toFixed(0)} GFLOP/s` +
      `<br>${Math.round(100 * p.data.row.share_of_peak)} % of peak, ${Math.round(100 * p.data.row.share_of_bandwidth)} % of bandwidth` : ''},
    xAxis: log('operations a byte', {min: left, max: right, axisLabel: {showMinLabel: false, showMaxLabel: false, formatter: v => +v.toPrecision(2)}}),
    yAxis: log('GFLOP/s', {nameGap: 44, min: Math.min(left * read, ...layers.map(r => speed(r, Math.max(r.ours_us, r.peer_us)))) / 2, max: 2 * Math.max(peak, ...layers.map(r => speed(r, Math.min(r.kernel_us, r.peer_us)))), axisLabel: {showMinLabel: false, showMaxLabel: false, formatter: v => +v.toPrecision(2)}}),
    series: [
      {type: 'line', name: 'roof', symbol: 'none', silent: true, lineStyle: {color: INK, width: 2},
        data: [[left, left * read], [peak / read, peak], [right, peak]], areaStyle: {color: '#0b7a75', opacity: 0.05, origin: 'start'},
        endLabel: {show: false},
        markPoint: {symbolSize: 0, label: {color: INK, fontWeight: 600}, data: [
          {coord: [1.25 * peak / read, peak], label: {formatter: `${peak.toFixed(0)} GFLOP/s`, position: 'top'}},
          {coord: [Math.sqrt(left * peak / read), Math.sqrt(left * read * peak)], label: {formatter: `${read.toFixed(1)} GB/s`, position: 'right', offset: [10, 8]}}]}},
      {type: 'scatter', name: 'Lathe, kernels', symbolSize: 13, itemStyle: {color: OWN}, data: layers.map(r => point(r, r.kernel_us))},
      {type: 'scatter', name: 'Lathe, whole call', symbolSize: 9, itemStyle: {color: 'transparent', borderColor: OWN, borderWidth: 1.6}, data: layers.map(r => point(r, r.ours_us))},
      {type: 'scatter', name: 'ONNX Runtime, whole call', symbol: 'diamond', symbolSize: 11, itemStyle: {color: PEER}, data: layers.map(r => point(r, r.peer_us))},
    ],
  }, drawn => names(drawn, layers.map(r => ({name: r.name, at: [intensity(r), speed(r, r.kernel_us)]})),
    layers.flatMap(r => [[intensity(r), speed(r, r.ours_us)], [intensity(r), speed(r, r.peer_us)]]), 12));
} else {
  document.getElementById('roofs').remove();
}

const ALLOWED = 1.25;
const forkTime = (row, fork) => row.kernel_us ? fork.kernel_us : fork.ours_us;
if (most > 1) {
  const beyond = order.map(r => r.fork_spread > ALLOWED);
  const lines = {type: 'category', axisTick: {show: false}, axisLine: {show: false}};
  const color = (_, i) => beyond[i] ? LOSS : INK;
  chart('forks', 70 + 26 * order.length, {
    grid: {left: 24, right: 70, top: 16, bottom: 46, containLabel: true},
    tooltip: {formatter: p => p.data.length > 2 ? `<b>${order[p.data[1]].name}</b><br>${time(p.data[2])}, ${p.data[0].toFixed(1)} % over the fastest` : ''},
    xAxis: {type: 'value', name: 'per cent over the fastest JVM', nameLocation: 'middle', nameGap: 30, nameTextStyle: {color: SOFT}, min: 0,
      max: v => Math.max(30, Math.ceil(v.max / 10) * 10), splitLine: {lineStyle: {color: LINE}}, axisLabel: {formatter: '{value} %'}},
    yAxis: [{...lines, data: order.map(r => r.name), splitLine: {show: true, lineStyle: {color: LINE}}, axisLabel: {color}},
      {...lines, position: 'right', data: order.map((r, i) => r.fork_spread.toFixed(2) + ' '.repeat(i)), axisLabel: {color, fontWeight: 600, formatter: v => v.trim()}}],
    series: [
      {type: 'custom', silent: true, z: 1, encode: {x: 0, y: 1}, data: order.map((r, i) => [100 * (r.fork_spread - 1), i]),
        renderItem: (_, api) => { const from = api.coord([0, api.value(1)]), to = api.coord([api.value(0), api.value(1)]);
          return {type: 'rect', shape: {x: from[0], y: from[1] - 2, width: to[0] - from[0], height: 4, r: 2},
            style: {fill: beyond[api.value(1)] ? '#efc9c6' : '#cfe3e1'}}; }},
      {type: 'scatter', symbolSize: 9,
        itemStyle: {color: p => beyond[p.data[1]] ? LOSS : OWN, opacity: 0.65, borderColor: '#fff', borderWidth: 0.8},
        data: order.flatMap((row, i) => { const best = Math.min(...row.forks.map(f => forkTime(row, f)));
          return row.forks.map(f => [100 * (forkTime(row, f) / best - 1), i, forkTime(row, f)]); }),
        markLine: {silent: true, symbol: 'none', label: {formatter: '25 %', color: SOFT}, lineStyle: {color: LOSS, type: 'dashed'}, data: [{xAxis: 25}]}}],
  });
} else {
  const box = document.getElementById('forks');
  box.className = '';
  box.innerHTML = '<p>There was one JVM a row, so that there is nothing to compare: <code>-Drace.forks=10</code> has ten.</p>';
}

const sized = rows.filter(r => r.multiply_adds > 0 && ['network', 'layer', 'file'].includes(r.group)).sort((a, b) => a.multiply_adds - b.multiply_adds);
const pairs = sized.map(r => ({silent: true, type: 'line', symbol: 'none', lineStyle: {color: '#b9c4cd', width: 1},
  data: [[r.multiply_adds, r.ours_us], [r.multiply_adds, r.peer_us]]}));
const ends = sized.length ? [sized[0].multiply_adds, sized[sized.length - 1].multiply_adds] : [];
const atPeak = layers.length ? [{type: 'line', name: 'at the peak of multiply-adds', symbol: 'none', silent: true,
  lineStyle: {color: INK, type: 'dashed', width: 1.2}, itemStyle: {color: INK},
  data: ends.map(n => [n, 2 * n / median(layers.map(r => r.peak_gflops)) / 1000])}] : [];
chart('growth', 600, {
  legend: {top: 12, data: ['Lathe', 'ONNX Runtime', 'at the peak of multiply-adds']},
  tooltip: {formatter: p => p.data.row ? `<b>${p.data.row.name}</b><br>${p.seriesName} ${time(p.data.value[1])}` : ''},
  xAxis: log('multiply-adds', {axisLabel: {formatter: short}}), yAxis: log('microseconds', {nameGap: 44, axisLabel: {formatter: short}}),
  series: [...pairs, ...atPeak,
    {type: 'scatter', name: 'Lathe', symbolSize: 11, itemStyle: {color: OWN}, data: sized.map(r => ({value: [r.multiply_adds, r.ours_us], row: r}))},
    {type: 'scatter', name: 'ONNX Runtime', symbol: 'diamond', symbolSize: 11, itemStyle: {color: PEER}, data: sized.map(r => ({value: [r.multiply_adds, r.peer_us], row: r}))}],
}, drawn => names(drawn, sized.map(r => ({name: r.name, at: [r.multiply_adds, r.ours_us]})), sized.map(r => [r.multiply_adds, r.peer_us]), 11));
if (!sized.length) document.getElementById('sizes').remove();

const WAYS = {COLD: 'Lathe at once', WARM_UP: 'Lathe, warmUp()', AOT_COLD: 'Lathe at once, AOT cache',
  AOT_WARM_UP: 'Lathe, warmUp(), AOT cache', ONNX: 'ONNX Runtime'};
const millis = ms => ms >= 1000 ? (ms / 1000).toPrecision(3) + ' s' : ms >= 1 ? ms.toPrecision(3) + ' ms' : (1000 * ms).toPrecision(3) + ' µs';
const started = rows.filter(r => r.starts && r.starts.length);
if (started.length) {
  const lines = started.flatMap(r => r.starts.map((s, i) => ({...s, row: r, first: i === 0}))).reverse();
  chart('start', 70 + 24 * lines.length, {
    grid: {left: 24, right: 70, top: 12, bottom: 46, containLabel: true},
    tooltip: {formatter: p => { const s = lines[p.dataIndex]; return `<b>${s.row.name}</b>, ${WAYS[s.way]}<br>first answer after ${millis(s.first_answer_ms)}, steady after ${millis(s.steady_ms)}`; }},
    xAxis: log('milliseconds from the start of the JVM', {min: 50, axisLabel: {showMinLabel: false}}),
    yAxis: {type: 'category', data: lines.map((_, i) => String(i)), axisTick: {show: false}, axisLine: {show: false}, axisLabel: {
      formatter: i => (lines[i].first ? `{name|${lines[i].row.name}}   ` : '') + `{way|${WAYS[lines[i].way]}}`,
      rich: {name: {fontWeight: 650, color: INK}, way: {color: SOFT}}}},
    series: [{type: 'custom', encode: {x: [0, 1], y: 2}, data: lines.map((s, i) => [s.first_answer_ms, s.steady_ms, i]),
      renderItem: (params, api) => {
        const first = api.coord([api.value(0), api.value(2)]), steady = Math.max(first[0], api.coord([api.value(1), api.value(2)])[0]);
        const fill = lines[params.dataIndex].way === 'ONNX' ? PEER : OWN;
        const bar = (from, to, opacity) => ({type: 'rect', shape: {x: from, y: first[1] - 7, width: Math.max(1, to - from), height: 14}, style: {fill, opacity}});
        return {type: 'group', children: [bar(params.coordSys.x, first[0], 1), bar(first[0], steady, 0.3),
          {type: 'text', style: {text: millis(api.value(1)), x: steady + 6, y: first[1], verticalAlign: 'middle', fill: INK, font: '12px sans-serif'}}]};
      }}],
  });
  document.getElementById('startTable').innerHTML =
    '<tr><th></th><th></th><th>ready after</th><th>first call</th><th>first answer after</th><th>steady after</th><th>then a call takes</th></tr>' +
    [...lines].reverse().map(s => `<tr><td>${s.first ? s.row.name : ''}</td><td>${WAYS[s.way]}</td><td>${millis(s.ready_ms)}</td>` +
      `<td>${millis(s.first_call_ms)}</td><td>${millis(s.first_answer_ms)}</td><td>${millis(s.steady_ms)}</td><td>${time(s.steady_us)}</td></tr>`).join('');
} else {
  document.getElementById('starts').remove();
}

const percent = share => share === undefined ? '' : Math.round(100 * share) + ' %';
document.getElementById('table').innerHTML =
  '<tr><th></th><th>Lathe p50</th><th>p99</th><th>peer p50</th><th>p99</th><th>ratio</th><th>of FMA peak</th><th>of bandwidth</th>' +
  '<th>JVMs max/min</th><th>B a call</th><th>warmUp()</th><th>peer</th></tr>' +
  grouped.map(([group, list]) => `<tr class="group"><td colspan="12">${GROUPS[group][0]}</td></tr>` + list.map(r => `<tr><td>${r.name}</td><td>${time(r.ours_us)}</td><td>${time(r.ours_p99_us)}</td><td>${time(r.peer_us)}</td><td>${time(r.peer_p99_us)}</td>` +
    `<td class="${r.ratio >= 1 ? 'win' : 'loss'}">${r.ratio.toFixed(2)}</td><td>${percent(r.share_of_peak)}</td><td>${percent(r.share_of_bandwidth)}</td>` +
    `<td class="${r.fork_spread > ALLOWED ? 'loss' : ''}">${r.forks.length > 1 ? r.fork_spread.toFixed(2) : ''}</td><td>${Math.round(r.bytes_per_call)}</td><td>${millis(r.warm_up_ms)}</td><td>${r.peer}</td></tr>`).join('')).join('');
text('footer', `${most} ${most === 1 ? 'JVM' : 'JVMs'} a row, load ${machine.load.toFixed(1)} before. ` +
  `Written by mvn -q -DskipTests -Prace verify. Charts by Apache ECharts.`);
