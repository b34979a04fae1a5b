package dev.lanewise.processor.graph;

import dev.lanewise.processor.diagnostics.Origin;
import java.util.List;
import java.util.Map;

/** The values of one annotation, defaults included, each with the place where it was written. */
public record Attributes(Map<String, Attribute> values) {
  /**
   * One value: Integer, Long, Double, Boolean, String, List (of these), for an enum constant its
   * name as a String, for a class an object of the frontend's.
   *
   * @param origin the value in the source; the annotation itself for a default
   */
  public record Attribute(Object value, Origin origin) {}

  public Attributes {
    values = Map.copyOf(values);
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  public int integer(String name) {
    return (Integer) get(name).value();
  }

  public double real(String name) {
    return ((Number) get(name).value()).doubleValue();
  }

  public boolean flag(String name) {
    return (Boolean) get(name).value();
  }

  public String text(String name) {
    return (String) get(name).value();
  }

  public List<Integer> integers(String name) {
    return ((List<?>) get(name).value()).stream().map(Integer.class::cast).toList();
  }

  public List<Double> reals(String name) {
    return ((List<?>) get(name).value()).stream().map(Double.class::cast).toList();
  }

  /** Whether it is a list, and nothing in it. */
  public boolean isEmptyList(String name) {
    return values.containsKey(name) && get(name).value() instanceof List<?> list && list.isEmpty();
  }

  public Origin origin(String name) {
    return get(name).origin();
  }

  /** A value, and where it was written. */
  public Attribute get(String name) {
    Attribute attribute = values.get(name);
    if (attribute == null) {
      throw new IllegalStateException("no attribute " + name + " among " + values.keySet());
    }
    return attribute;
  }
}
