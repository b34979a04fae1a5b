package dev.lanewise.processor.graph;

/** What an axis of a tensor means. A layer that works on one kind refuses another. */
public enum Axis {
  BATCH,
  CHANNEL,
  SPACE,
  TIME,
  FEATURE
}
