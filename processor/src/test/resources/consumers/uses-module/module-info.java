module consumer {
  requires static dev.lanewise.annotations;
  requires dev.lanewise.runtime;
  requires library;
}
