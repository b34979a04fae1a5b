package dev.lanewise.processor.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.processor.Javac;
import dev.lanewise.processor.diagnostics.Diagnostics;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.ops.Ops;
import dev.lanewise.processor.ops.arithmetic.AddOp;
import dev.lanewise.processor.ops.recurrent.RecurrentRooms;
import dev.lanewise.processor.ops.shape.ExpandOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;

/** What a sound interface becomes. */
class FrontendTest {
  @Test
  void theModelKnowsItsNameBatchAndType() {
    Model model =
        read(
            """
            @Model(batch = 7, type = DataType.DOUBLE)
            public interface Example {
              @Input(3) Tensor x();
              @Softmax Tensor y(Tensor x);
            }
            """);
    assertEquals("shop", model.packageName());
    assertEquals("Example", model.name());
    assertEquals(7, model.batch());
    assertEquals(DType.F64, model.real());
    assertTrue(model.visible());
  }

  @Test
  void aNestedModelIsAsVisibleAsAllAroundIt() {
    Model model =
        read(
            """
            public class Example {
              static class Inner {
                @Model
                public interface Deep {
                  @Input(3) Tensor x();
                  @Softmax Tensor y(Tensor x);
                }
              }
            }
            """);
    assertEquals("Example_Inner_Deep", model.name());
    assertFalse(model.visible());
    assertEquals(32, model.batch());
    assertEquals(DType.F32, model.real());
  }

  @Test
  void inputsAndOutputsKeepTheOrderOfTheSource() {
    Graph graph =
        read("""
        @Model
        interface Example {
          @Output @Softmax Tensor last(Tensor first);
          @Input(3) Tensor b();
          @MeanSquaredErrorLoss(weight = 0.25) Tensor loss(Tensor last, Tensor target);
          @Label(3) Tensor target();
          @Output @Dense(units = 3) Tensor first(Tensor a);
          @Input(3) Tensor a();
          @Output @Add Tensor sum(Tensor a, Tensor b);
        }
        """)
            .graph();
    assertEquals(List.of("b", "target", "a"), graph.inputs().stream().map(Node::name).toList());
    assertEquals(List.of("last", "first", "sum"), names(graph, Role.RESULT));
    assertEquals(List.of("loss"), names(graph, Role.LOSS));
    assertEquals(0.25, graph.outputs(Role.LOSS).getFirst().weight());
  }

  @Test
  void withoutAMarkTheLastNodeThatIsNoLossIsTheOutput() {
    Graph graph =
        read("""
        @Model
        interface Example {
          @Input(3) Tensor x();
          @Dense(units = 3) Tensor y(Tensor x);
          @Softmax Tensor p(Tensor y);
          @MeanSquaredErrorLoss Tensor loss(Tensor p, Tensor target);
          @Label(3) Tensor target();
        }
        """)
            .graph();
    assertEquals(List.of("p"), names(graph, Role.RESULT));
  }

  @Test
  void parametersAreNamedAfterTheNodeOrAsNamedSays() {
    Graph graph =
        read("""
        @Model
        interface Example {
          @Input(3) Tensor x();
          @Dense(units = 3) Tensor a(Tensor x);
          @Dense(units = 2, bias = false) @Named("layer1.0.fc") Tensor b(Tensor a);
        }
        """)
            .graph();
    assertEquals(
        List.of("a.weight", "a.bias", "layer1.0.fc.weight"),
        graph.parameters().stream().map(Node::name).toList());
  }

  @Test
  void aNodeMayBeReadTwice() {
    Graph graph =
        read("""
        @Model
        interface Example {
          @Input(3) Tensor x();
          @Add Tensor twice(Tensor x, @From("x") Tensor again);
        }
        """)
            .graph();
    Node twice = graph.nodes().getLast();
    assertEquals(twice.input(0), twice.input(1));
    assertEquals("Example.twice", twice.origin().toString());
  }

  /** Two sums: twice what it reads is its value, and four times its state. */
  private static final Room SUMS =
      new Room() {
        @Override
        public String annotation() {
          return "Prelu";
        }

        @Override
        public List<String> states() {
          return List.of("four");
        }

        @Override
        public Value parse(Layer layer) {
          Value x = layer.input(0);
          Value two = layer.add(layer.name(), new AddOp(), List.of(x, x)).result();
          layer.state(
              "four", layer.add(layer.name() + "Four", new AddOp(), List.of(two, two)).result());
          return two;
        }
      };

  @Test
  void aRoomMayGiveResultsBesidesItsValue() {
    List<Room> rooms = new ArrayList<>(Ops.ROOMS);
    rooms.removeIf(room -> room.annotation().equals(SUMS.annotation()));
    rooms.add(SUMS);
    Graph graph =
        read(
                rooms,
                """
                @Model
                interface Example {
                  @Input(3) Tensor x();
                  @Prelu Tensor sums(Tensor x);
                  @StateOf("four") Tensor state(Tensor sums);
                  @Add Tensor y(Tensor sums, Tensor state);
                }
                """)
            .graph();
    Node y = graph.nodes().getLast();
    assertEquals(List.of("sums", "sumsFour"), y.inputs().stream().map(Value::name).toList());
  }

  private static List<String> names(Graph graph, Role role) {
    return graph.outputs(role).stream().map(Graph.Output::name).toList();
  }

  private static Model read(String body) {
    return read(Ops.ROOMS, body);
  }

  private static Model read(List<Room> rooms, String body) {
    Observer observer = new Observer(rooms);
    Javac javac = Javac.withVectors().option("-proc:only", "-Alanewise.bits=0").observer(observer);
    javac.source("shop/Example.java", "package shop;\nimport dev.lanewise.annotations.*;\n" + body);
    javac.compile();
    return observer.model.orElseThrow();
  }

  /** Reads the one model of a round beside the processor. */
  private static final class Observer extends AbstractProcessor {
    private final List<Room> rooms;
    private Optional<Model> model = Optional.empty();

    Observer(List<Room> rooms) {
      this.rooms = rooms;
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("dev.lanewise.annotations.Model");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      Sources sources = new Sources();
      sources.add(round);
      Frontend frontend =
          new Frontend(
              new Vocabulary(rooms, Ops.MODIFIERS, ExpandOp::rows, RecurrentRooms.ENDS),
              processingEnv.getElementUtils(),
              sources);
      for (TypeElement type : Models.of(round, annotations).annotated()) {
        Diagnostics diagnostics = new Diagnostics();
        model = frontend.read(type, diagnostics);
        assertEquals(List.of(), diagnostics.all());
      }
      return false;
    }
  }
}
