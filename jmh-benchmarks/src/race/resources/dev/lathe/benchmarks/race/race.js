'use strict';
const OWN = '#0b7a75', PEER = '#c98b2b', LOSS = '#b3261e', INK = '#1c2430', SOFT = '#5d6b7a', LINE = '#e8edf1';
const time = us => us >= 1000 ? (us / 1000).toPrecision(3) + ' ms' : us.toPrecision(3) + ' µs';
const layers = rows.filter(row => row.group === 'layer');
const median = list => [...list].sort((a, b) => a - b)[list.length >> 1];
const text = (id, content) => { document.getElementById(id).textContent = content; };
const peers = [...new Set(rows.filter(r => r.peer_version).map(r => `${r.peer} ${r.peer_version}`))];

function chart(id, height, option) {
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
  window.addEventListener('resize', () => drawn.resize());
}

const log = (name, more = {}) => ({type: 'log', name, nameLocation: 'middle', nameGap: 30, nameTextStyle: {color: SOFT},
  splitLine: {lineStyle: {color: LINE}}, axisLine: {show: false}, minorSplitLine: {show: false}, ...more});

text('where', `${machine.processor}, ${machine.processors} processors, ${machine.system}. ${machine.java}. ` +
  `${peers.join(', ')}. ${machine.date.replace('T', ' ').replace('Z', ' UTC')}. Batch 1, one thread, unless a row says otherwise.`);

const compared = rows.filter(row => row.group !== 'threads');
const wins = compared.filter(row => row.ratio >= 1).length;
const facts = [[`${wins} of ${compared.length}`, 'rows faster than the peer']];
for (const group of ['network', 'layer', 'file', 'training']) {
  const ratios = compared.filter(row => row.group === group).map(row => row.ratio);
  if (ratios.length) {
    const mean = Math.exp(ratios.reduce((sum, r) => sum + Math.log(r), 0) / ratios.length);
    facts.push([mean.toFixed(2) + '×', {network: 'networks', layer: 'single layers', file: 'networks in full size', training: 'training steps'}[group] + ', geometric mean']);
  }
}
if (layers.length) {
  facts.push([median(layers.map(r => r.peak_gflops)).toFixed(0) + ' GFLOP/s', 'peak of multiply-adds']);
  facts.push([median(layers.map(r => r.bandwidth_gigabytes)).toFixed(1) + ' GB/s', 'reading memory']);
}
facts.push([Math.max(...rows.filter(r => r.group !== 'threads').map(r => r.bytes_per_call)) + ' B', 'allocated a call, at most']);
document.getElementById('facts').innerHTML =
  facts.map(([value, name]) => `<div class="fact"><b>${value}</b><span>${name}</span></div>`).join('');

const order = [...rows].reverse();
chart('ratios', 70 + 30 * rows.length, {
  tooltip: {formatter: p => { const r = order[p.dataIndex];
    return `<b>${r.name}</b><br>Lathe ${time(r.ours_us)}<br>${r.peer} ${time(r.peer_us)}`; }},
  xAxis: log('times as long as Lathe', {min: v => Math.min(0.5, v.min * 0.8), max: v => 1.3 * v.max,
    axisLabel: {showMinLabel: false, showMaxLabel: false, formatter: v => v + '×'}}),
  yAxis: {type: 'category', data: order.map(r => r.name), axisTick: {show: false}, axisLine: {show: false}},
  series: [{
    type: 'custom',
    renderItem: (params, api) => {
      const ratio = api.value(0), from = api.coord([1, params.dataIndex]), to = api.coord([ratio, params.dataIndex]);
      return {type: 'group', children: [
        {type: 'rect', shape: {x: Math.min(from[0], to[0]), y: to[1] - 9, width: Math.max(2, Math.abs(to[0] - from[0])), height: 18},
          style: {fill: ratio >= 1 ? OWN : LOSS}},
        {type: 'text', style: {text: ratio.toFixed(2) + '×   ' + time(order[params.dataIndex].ours_us), x: Math.max(from[0], to[0]) + 8, y: to[1],
          verticalAlign: 'middle', fill: ratio >= 1 ? INK : LOSS, font: '12.5px sans-serif'}}]};
    },
    data: order.map((r, i) => [r.ratio, i]), encode: {x: 0, y: 1},
    markLine: {silent: true, symbol: 'none', label: {show: false}, lineStyle: {color: INK, type: 'solid', width: 1.2}, data: [{xAxis: 1}]},
  }],
  grid: {left: 24, right: 130, top: 16, bottom: 46, containLabel: true},
});

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
    yAxis: log('GFLOP/s', {nameGap: 44, min: v => Math.pow(10, Math.floor(Math.log10(Math.min(...layers.map(r => speed(r, Math.max(r.ours_us, r.peer_us)))) / 1.5))), axisLabel: {formatter: v => +v.toPrecision(2)}}),
    series: [
      {type: 'line', name: 'roof', symbol: 'none', silent: true, lineStyle: {color: INK, width: 2},
        data: [[left, left * read], [peak / read, peak], [right, peak]], areaStyle: {color: '#0b7a75', opacity: 0.05, origin: 'start'},
        endLabel: {show: false},
        markPoint: {symbolSize: 0, label: {color: INK, fontWeight: 600}, data: [
          {coord: [Math.sqrt(right * peak / read), peak], label: {formatter: `${peak.toFixed(0)} GFLOP/s`, position: 'bottom'}},
          {coord: [Math.sqrt(left * peak / read), Math.sqrt(left * read * peak)], label: {formatter: `${read.toFixed(1)} GB/s`, position: 'right', offset: [10, 8]}}]}},
      {type: 'scatter', name: 'Lathe, kernels', symbolSize: 13, itemStyle: {color: OWN}, data: layers.map(r => point(r, r.kernel_us)),
        label: {show: true, formatter: p => p.data.row.name.replace('conv ', ''), position: 'top', fontSize: 11, color: INK}, labelLayout: {moveOverlap: 'shiftY'}},
      {type: 'scatter', name: 'Lathe, whole call', symbolSize: 9, itemStyle: {color: 'transparent', borderColor: OWN, borderWidth: 1.6}, data: layers.map(r => point(r, r.ours_us))},
      {type: 'scatter', name: 'ONNX Runtime, whole call', symbol: 'diamond', symbolSize: 11, itemStyle: {color: PEER}, data: layers.map(r => point(r, r.peer_us))},
    ],
  });
}

const forkTime = (row, fork) => row.kernel_us ? fork.kernel_us : fork.ours_us;
chart('forks', 70 + 26 * rows.length, {
  grid: {left: 24, right: 40, top: 16, bottom: 46, containLabel: true},
  tooltip: {formatter: p => `<b>${order[p.data[1]].name}</b><br>${time(p.data[2])}, ${p.data[0].toFixed(1)} % over the fastest`},
  xAxis: {type: 'value', name: 'per cent over the fastest JVM', nameLocation: 'middle', nameGap: 30, nameTextStyle: {color: SOFT}, min: 0,
    max: v => Math.max(40, Math.ceil(v.max / 10) * 10), splitLine: {lineStyle: {color: LINE}}, axisLabel: {formatter: '{value} %'}},
  yAxis: {type: 'category', data: order.map(r => r.name), axisTick: {show: false}, axisLine: {show: false}, splitLine: {show: true, lineStyle: {color: LINE}}},
  series: [{type: 'scatter', symbolSize: 10, itemStyle: {color: OWN, opacity: 0.65},
    data: order.flatMap((row, i) => { const best = Math.min(...row.forks.map(f => forkTime(row, f)));
      return row.forks.map(f => [100 * (forkTime(row, f) / best - 1), i, forkTime(row, f)]); }),
    markLine: {silent: true, symbol: 'none', label: {formatter: '25 %', color: SOFT}, lineStyle: {color: LOSS, type: 'dashed'}, data: [{xAxis: 25}]}}],
});

const sized = rows.filter(r => ['network', 'layer', 'file'].includes(r.group)).sort((a, b) => a.multiply_adds - b.multiply_adds);
const pairs = sized.map(r => ({silent: true, type: 'line', symbol: 'none', lineStyle: {color: '#b9c4cd', width: 1},
  data: [[r.multiply_adds, r.ours_us], [r.multiply_adds, r.peer_us]]}));
const ends = sized.length ? [sized[0].multiply_adds, sized[sized.length - 1].multiply_adds] : [];
const atPeak = layers.length ? [{type: 'line', name: 'at the peak of multiply-adds', symbol: 'none', silent: true,
  lineStyle: {color: INK, type: 'dashed', width: 1.2}, itemStyle: {color: INK},
  data: ends.map(n => [n, 2 * n / median(layers.map(r => r.peak_gflops)) / 1000])}] : [];
chart('growth', 460, {
  legend: {top: 12, data: ['Lathe', 'ONNX Runtime', 'at the peak of multiply-adds']},
  tooltip: {formatter: p => p.data.row ? `<b>${p.data.row.name}</b><br>${p.seriesName} ${time(p.data.value[1])}` : ''},
  xAxis: log('multiply-adds'), yAxis: log('microseconds', {nameGap: 52}),
  series: [...pairs, ...atPeak,
    {type: 'scatter', name: 'Lathe', symbolSize: 11, itemStyle: {color: OWN}, data: sized.map(r => ({value: [r.multiply_adds, r.ours_us], row: r})),
      label: {show: true, formatter: p => p.data.row.name, position: 'bottom', fontSize: 10.5, color: SOFT}, labelLayout: {hideOverlap: true}},
    {type: 'scatter', name: 'ONNX Runtime', symbol: 'diamond', symbolSize: 11, itemStyle: {color: PEER}, data: sized.map(r => ({value: [r.multiply_adds, r.peer_us], row: r}))}],
});

const started = rows.filter(r => r.peer_start_ms > 0), startedUp = [...started].reverse();
chart('start', 80 + 34 * started.length, {
  legend: {top: 8, data: ['Lathe, warmUp()', 'peer, until its first answer']},
  tooltip: {formatter: p => `<b>${p.name}</b><br>${p.seriesName}: ${p.value.toFixed(0)} ms`},
  xAxis: log('milliseconds', {min: 1}),
  yAxis: {type: 'category', data: startedUp.map(r => r.name), axisTick: {show: false}, axisLine: {show: false}},
  series: [
    {type: 'bar', name: 'peer, until its first answer', barWidth: 9, itemStyle: {color: PEER}, data: startedUp.map(r => r.peer_start_ms)},
    {type: 'bar', name: 'Lathe, warmUp()', barWidth: 9, itemStyle: {color: OWN}, data: startedUp.map(r => r.warm_up_ms)}],
});

const percent = share => share === undefined ? '' : Math.round(100 * share) + ' %';
document.getElementById('table').innerHTML =
  '<tr><th></th><th>Lathe p50</th><th>p99</th><th>peer p50</th><th>p99</th><th>ratio</th><th>of FMA peak</th><th>of bandwidth</th>' +
  '<th>JVMs max/min</th><th>B a call</th><th>peer</th></tr>' +
  rows.map(r => `<tr><td>${r.name}</td><td>${time(r.ours_us)}</td><td>${time(r.ours_p99_us)}</td><td>${time(r.peer_us)}</td><td>${time(r.peer_p99_us)}</td>` +
    `<td class="${r.ratio >= 1 ? 'win' : 'loss'}">${r.ratio.toFixed(2)}</td><td>${percent(r.share_of_peak)}</td><td>${percent(r.share_of_bandwidth)}</td>` +
    `<td>${r.fork_spread.toFixed(2)}</td><td>${Math.round(r.bytes_per_call)}</td><td>${r.peer}</td></tr>`).join('');
text('footer', `${Math.max(...rows.map(r => r.forks.length))} JVMs a row, load ${machine.load.toFixed(1)} before. ` +
  `Written by mvn -q -DskipTests -Prace verify. Charts by Apache ECharts.`);
