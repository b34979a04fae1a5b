/** Offers models to others. */
module library {
  requires transitive dev.lanewise.runtime;
  requires static transitive dev.lanewise.annotations;

  exports strict;
}
