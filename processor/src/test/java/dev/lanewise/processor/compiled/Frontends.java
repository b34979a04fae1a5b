package dev.lanewise.processor.compiled;

import dev.lanewise.processor.diagnostics.Diagnostics;
import dev.lanewise.processor.frontend.Frontend;
import dev.lanewise.processor.frontend.Model;
import dev.lanewise.processor.frontend.Sources;
import dev.lanewise.processor.frontend.Vocabulary;
import dev.lanewise.processor.ops.Ops;
import dev.lanewise.processor.ops.recurrent.RecurrentRooms;
import dev.lanewise.processor.ops.shape.ExpandOp;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Looks over the compiler's shoulder: keeps what the frontend makes of each interface. */
@SupportedAnnotationTypes("dev.lanewise.annotations.Model")
final class Frontends extends AbstractProcessor {
  private final Map<String, Model> models = new LinkedHashMap<>();
  private final Sources sources = new Sources();

  /** The models of the compilation by name. */
  Map<String, Model> models() {
    return models;
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    sources.add(round);
    Frontend frontend =
        new Frontend(
            new Vocabulary(Ops.ROOMS, Ops.MODIFIERS, ExpandOp::rows, RecurrentRooms.ENDS),
            processingEnv.getElementUtils(),
            sources);
    for (TypeElement annotation : annotations) {
      for (Element type : round.getElementsAnnotatedWith(annotation)) {
        frontend
            .read((TypeElement) type, new Diagnostics())
            .ifPresent(model -> models.put(model.name(), model));
      }
    }
    return false;
  }
}
