package dev.lanewise.processor;

import com.google.auto.service.AutoService;
import dev.lanewise.processor.diagnostics.Diagnostic;
import dev.lanewise.processor.diagnostics.Diagnostics;
import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.frontend.CompilePath;
import dev.lanewise.processor.frontend.Frontend;
import dev.lanewise.processor.frontend.Model;
import dev.lanewise.processor.frontend.Models;
import dev.lanewise.processor.frontend.SourceOrigin;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.ops.Ops;
import dev.lanewise.processor.ops.shape.ExpandOp;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
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
 * was compiled. Each model stands for itself and each file has its interface as the one originating
 * element, so incremental builds may treat the processor as isolating.
 */
@AutoService(Processor.class)
public final class LanewiseProcessor extends AbstractProcessor {
  private final List<Room> rooms;
  private Options options = Options.DEFAULT;

  /** Called by javac. */
  public LanewiseProcessor() {
    this(Ops.ROOMS);
  }

  /** A processor of other ops. */
  LanewiseProcessor(List<Room> rooms) {
    this.rooms = rooms;
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
    Models models = Models.of(round, annotations);
    for (TypeElement type : models.stray()) {
      Diagnostics diagnostics = new Diagnostics();
      diagnostics.error(
          SourceOrigin.of(type),
          "ModelMissing",
          type.getSimpleName() + " has nodes, but no @Model");
      report(diagnostics, Origin.NONE);
    }
    models.annotated().forEach(this::process);
    return true;
  }

  private void process(TypeElement type) {
    Diagnostics diagnostics = new Diagnostics();
    SourceOrigin model = Frontend.origin(type);
    try {
      compile(type, model, diagnostics);
    } catch (IOException | UncheckedIOException e) {
      diagnostics.error(model, "CannotWrite", "cannot write: " + e.getMessage());
    } catch (CompilerException e) {
      internalError(model, "after pass " + e.pass(), e.getCause(), diagnostics);
    } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
      internalError(model, "outside of the passes", e, diagnostics);
    }
    report(diagnostics, model);
  }

  private void compile(TypeElement type, SourceOrigin origin, Diagnostics diagnostics)
      throws IOException {
    Optional<Model> model =
        new Frontend(rooms, Ops.MODIFIERS, ExpandOp::rows).read(type, diagnostics);
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
        processingEnv
            .getMessager()
            .printMessage(kind, fault.toString(), at.element(), at.mirror(), at.value());
      } else {
        processingEnv.getMessager().printMessage(kind, fault.toString());
      }
    }
  }
}
