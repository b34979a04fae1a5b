package dev.lanewise.processor;

/** A generated class: its qualified name and its text. */
record SourceFile(String name, String text) {}
