package dev.lanewise.processor;

import com.google.auto.service.AutoService;
import dev.lanewise.processor.diagnostics.Diagnostic;
import dev.lanewise.processor.diagnostics.Diagnostics;
import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.frontend.Companion;
import dev.lanewise.processor.frontend.CompilePath;
import dev.lanewise.processor.frontend.Frontend;
import dev.lanewise.processor.frontend.Model;
import dev.lanewise.processor.frontend.Models;
import dev.lanewise.processor.frontend.SourceOrigin;
import dev.lanewise.processor.frontend.Sources;
import dev.lanewise.processor.frontend.Vocabulary;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.ops.Ops;
import dev.lanewise.processor.ops.recurrent.RecurrentRooms;
import dev.lanewise.processor.ops.shape.ExpandOp;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic.Kind;

/**
 * Where javac and Lanewise meet: finds the models, reports what is wrong with them and writes what
 * was compiled. Each model stands for itself and for the blocks that its annotations name, and each
 * file has its interface as the one originating element, so incremental builds may treat the
 * processor as isolating.
 */
@AutoService(Processor.class)
public final class LanewiseProcessor extends AbstractProcessor {
  private final Vocabulary vocabulary;
  private final Sources sources = new Sources();
  private final Set<Said> said = new HashSet<>();
  private Options options = Options.DEFAULT;

  /** A fault of a place, whatever uses it; of any message where that is empty. */
  private record Said(Origin place, String id, String message) {}

  /** Called by javac. */
  public LanewiseProcessor() {
    this(Ops.ROOMS);
  }

  /** A processor of other ops. */
  LanewiseProcessor(List<Room> rooms) {
    this.vocabulary = new Vocabulary(rooms, Ops.MODIFIERS, ExpandOp::rows, RecurrentRooms.ENDS);
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }

  @Override
  public Set<String> getSupportedOptions() {
    return Options.NAMES;
  }

  /**
   * Not the model's annotation alone: javac's lint complains of those that nobody claims, and of
   * the one on generated classes.
   */
  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of("dev.lanewise.annotations.*", "dev.lanewise.runtime.program.Generated");
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    Diagnostics diagnostics = new Diagnostics();
    options = Options.parse(environment.getOptions(), diagnostics);
    report(diagnostics, Origin.NONE);
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    sources.add(round);
    Frontend frontend = new Frontend(vocabulary, processingEnv.getElementUtils(), sources);
    Models models = Models.of(round, annotations);
    for (TypeElement type : models.stray()) {
      Diagnostics diagnostics = new Diagnostics();
      diagnostics.error(
          SourceOrigin.of(type),
          "ModelMissing",
          type.getSimpleName() + " has nodes, but no @Model, no @Block and no @Cell");
      report(diagnostics, Origin.NONE);
    }
    // A block's own faults come first, and are not said again of its uses.
    for (TypeElement type : models.blocks()) {
      process(SourceOrigin.of(type), found -> block(frontend, type, found));
    }
    for (TypeElement type : models.annotated()) {
      SourceOrigin origin = Frontend.origin(type);
      process(origin, found -> model(frontend, type, origin, found));
    }
    return true;
  }

  /** What is done with one interface. */
  private interface Step {
    void run(Diagnostics diagnostics) throws IOException;
  }

  private void process(SourceOrigin model, Step step) {
    Diagnostics diagnostics = new Diagnostics();
    try {
      step.run(diagnostics);
    } catch (IOException | UncheckedIOException e) {
      diagnostics.error(model, "CannotWrite", "cannot write: " + e.getMessage());
    } catch (CompilerException e) {
      internalError(model, "after pass " + e.pass(), e.getCause(), diagnostics);
    } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
      internalError(model, "outside of the passes", e, diagnostics);
    }
    report(diagnostics, model);
  }

  private void block(Frontend frontend, TypeElement type, Diagnostics diagnostics)
      throws IOException {
    Optional<Companion> companion = frontend.block(type, diagnostics);
    if (companion.isPresent()) {
      write(
          new SourceFile(companion.get().qualifiedName(), companion.get().text()),
          type,
          diagnostics);
    }
  }

  private void model(
      Frontend frontend, TypeElement type, SourceOrigin origin, Diagnostics diagnostics)
      throws IOException {
    Optional<Model> model = frontend.read(type, diagnostics);
    new CompilePath(processingEnv.getElementUtils(), type, origin)
        .check(options.needsVectorModule(), diagnostics);
    if (model.isEmpty() || diagnostics.hasErrors()) {
      return;
    }
    List<SourceFile> files = new Compiler(options).compile(model.get(), diagnostics);
    if (!diagnostics.hasErrors()) {
      for (SourceFile file : files) {
        if (!write(file, type, diagnostics)) {
          return;
        }
      }
    }
  }

  /**
   * Whether the name was free; what is written besides a foreign class would only fail to compile.
   */
  private boolean write(SourceFile file, TypeElement origin, Diagnostics diagnostics)
      throws IOException {
    try (Writer out = processingEnv.getFiler().createSourceFile(file.name(), origin).openWriter()) {
      out.write(file.text());
      return true;
    } catch (FilerException e) {
      diagnostics.error(
          SourceOrigin.of(origin),
          "ClassNameTaken",
          "there is a class " + file.name() + " already, the name that generated code needs");
      return false;
    }
  }

  private void internalError(Origin model, String where, Throwable cause, Diagnostics diagnostics) {
    StringWriter trace = new StringWriter();
    if (options.debug()) {
      trace.append('\n');
      cause.printStackTrace(new PrintWriter(trace, true));
    }
    diagnostics.error(
        model,
        "InternalError",
        "internal error "
            + where
            + ": "
            + cause
            + "\nThis is a fault of Lanewise, not of the model. "
            + options.dump().map(Object::toString).orElse("-A" + Options.DUMP + "=DIR")
            + " shows the graph after each pass, -A"
            + Options.DEBUG
            + " the stack trace."
            + trace);
  }

  /** Prints at the place itself; what a pass found in a node of its own is printed at the model. */
  private void report(Diagnostics diagnostics, Origin model) {
    for (Diagnostic fault : diagnostics.all()) {
      Kind kind =
          switch (fault.severity()) {
            case ERROR -> Kind.ERROR;
            case WARNING -> Kind.WARNING;
            case NOTE -> Kind.NOTE;
          };
      Origin origin = fault.origin() instanceof SourceOrigin ? fault.origin() : model;
      if (origin instanceof SourceOrigin at) {
        report(kind, fault, at);
      } else {
        processingEnv.getMessager().printMessage(kind, fault.toString());
      }
    }
  }

  /**
   * What is wrong with a block is said once, however often it is used, and if it is a model as
   * well. Of a block that comes as a class file nobody can mend here what is no error.
   */
  private void report(Kind kind, Diagnostic fault, SourceOrigin at) {
    boolean knownHere = !said.add(new Said(at.withoutUse(), fault.id(), ""));
    boolean known = !said.add(new Said(at.withoutUse(), fault.id(), fault.message()));
    SourceOrigin shown = at.shown();
    boolean elsewhere = kind != Kind.ERROR && !shown.equals(at);
    if (at.use() == null ? known : knownHere || elsewhere) {
      return;
    }
    processingEnv
        .getMessager()
        .printMessage(kind, fault + at.usedBy(), shown.element(), shown.mirror(), shown.value());
  }
}
