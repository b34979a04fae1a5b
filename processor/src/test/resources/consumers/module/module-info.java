module consumer {
  requires dev.lanewise.runtime;
  requires static dev.lanewise.annotations;
}
