module library {
  requires static transitive dev.lanewise.annotations;

  exports library;
}
