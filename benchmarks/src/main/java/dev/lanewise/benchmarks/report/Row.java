package dev.lanewise.benchmarks.report;

import dev.lanewise.benchmarks.timing.Estimate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One comparison.
 *
 * @param name as in {@code mlp-2-8-1}
 * @param lanewise microseconds of one call
 * @param peer microseconds of one call
 * @param ratio peer over lanewise: above one, Lanewise is faster
 * @param printed further figures that belong on the row's line
 * @param recorded further figures for the JSON alone
 */
public record Row(
    String name,
    Estimate lanewise,
    Estimate peer,
    Estimate ratio,
    Map<String, Estimate> printed,
    Map<String, Estimate> recorded) {

  /** {@code row=NAME lanewise_us=… peer_us=… ratio=…} and what else is printed. */
  public String line() {
    StringBuilder line = new StringBuilder("row=" + name);
    line.append(String.format(Locale.ROOT, " lanewise_us=%.4g", lanewise.value()));
    line.append(String.format(Locale.ROOT, " peer_us=%.4g", peer.value()));
    line.append(String.format(Locale.ROOT, " ratio=%.3f", ratio.value()));
    printed.forEach((key, estimate) ->
        line.append(String.format(Locale.ROOT, " %s=%.3f", key, estimate.value())));
    return line.toString();
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("row", name);
    json.put("lanewise_us", json(lanewise));
    json.put("peer_us", json(peer));
    json.put("ratio", json(ratio));
    printed.forEach((key, estimate) -> json.put(key, json(estimate)));
    recorded.forEach((key, estimate) -> json.put(key, json(estimate)));
    return json;
  }

  static Map<String, Object> json(Estimate estimate) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("median", estimate.value());
    json.put("low", estimate.low());
    json.put("high", estimate.high());
    return json;
  }
}
