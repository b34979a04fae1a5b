/** The vocabulary of a model: annotations and nothing else. */
module dev.lanewise.annotations {
  exports dev.lanewise.annotations;
}
